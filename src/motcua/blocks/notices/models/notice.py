"""A message to somebody, and its deliveries."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.blocks.notices.rules.states import State


class Notice(models.Model):
    """One message, once per key; the version of its template is taken when its ways are planned."""

    key = models.CharField(max_length=200, unique=True)
    audience = models.CharField(max_length=10)
    reader_id = models.BigIntegerField()
    template_key = models.CharField(max_length=80)
    version = models.ForeignKey("notices.TemplateVersion", on_delete=models.PROTECT, null=True, related_name="+")
    topic_key = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    contacts = models.JSONField(default=dict)
    about_stream = models.CharField(max_length=40)
    about_id = models.BigIntegerField()
    about_text = models.CharField(max_length=60, blank=True)
    link = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    shown = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["audience", "reader_id", "-id"], name="notice_inbox", condition=Q(shown=True)),
            models.Index(fields=["audience", "reader_id"], name="notice_unread", condition=Q(shown=True, read_at__isnull=True)),
            models.Index(fields=["about_text"], name="notice_about_text", condition=~Q(about_text="")),
            models.Index(fields=["recorded_at"], name="notice_unplanned", condition=Q(version__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.key


class Delivery(models.Model):
    """One notice on one way: at most one row for both, so that nothing is sent twice."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="deliveries")
    way = models.CharField(max_length=8)
    address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=2, default="vi")
    reference = models.UUIDField(unique=True)
    state = models.CharField(max_length=10, choices=[(s.value, s.name) for s in State], default=State.QUEUED.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    segments = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    queued_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["notice", "way"], name="delivery_once_per_way")]
        indexes: ClassVar = [
            models.Index(fields=["-id"], name="delivery_dead", condition=Q(state="failed")),
            models.Index(fields=["changed_at"], name="delivery_open", condition=Q(state__in=["queued", "sent"])),
            models.Index(fields=["address", "queued_at"], name="delivery_address", condition=~Q(address="")),
        ]
