"""Templates of messages and their versions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Template(models.Model):
    """What is said at one occasion: its topic, the places its texts may use, and whether it may come at night."""

    key = models.CharField(max_length=80, unique=True)
    topic = models.ForeignKey("notices.Topic", on_delete=models.PROTECT, related_name="templates")
    name = models.JSONField(default=dict)
    places = models.JSONField(default=dict)
    urgent = models.BooleanField(default=False)
    secret = models.BooleanField(default=False)
    file_sha = models.CharField(max_length=64)
    current = models.ForeignKey("notices.TemplateVersion", on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.key


class TemplateVersion(models.Model):
    """The texts of a template from a moment on; a published version never changes."""

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    texts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    origin = models.CharField(max_length=10, default="edited")
    note = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_number"),
            models.UniqueConstraint(fields=["template"], condition=Q(state="draft"), name="template_one_draft"),
        ]

    def __str__(self) -> str:
        return f"{self.template_id}/{self.number}"
