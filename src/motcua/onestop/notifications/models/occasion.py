"""Which event brings which message, and what shall be said later."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Occasion(models.Model):
    """When this event happens (and `when` holds of what it tells), this message goes to these people."""

    event = models.CharField(max_length=60, db_index=True)
    template_key = models.CharField(max_length=80)
    condition = models.CharField(max_length=300, blank=True)
    to = models.CharField(max_length=12, default="applicant")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["event", "template_key"], name="occasion_once")]

    def __str__(self) -> str:
        return f"{self.event} → {self.template_key}"


class Reminder(models.Model):
    """To be said from a legal moment on, about what an event announced; dropped when something else was announced meanwhile."""

    event_id = models.BigIntegerField(unique=True)
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at"], name="reminder_open", condition=Q(settled_at__isnull=True))]
