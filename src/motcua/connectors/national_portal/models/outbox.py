"""What is to be told to the national portal: one row per message, kept as proof when it has been delivered."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    """Messages of the outbox."""

    def heads(self) -> "OutboxQuerySet":
        """Waiting messages whose dossier has no earlier one still to be delivered: only these may be sent."""
        earlier = OutboxMessage.objects.filter(dossier=OuterRef("dossier"), sequence__lt=OuterRef("sequence")).exclude(state="sent")
        return self.filter(~Exists(earlier), state="waiting")


class OutboxMessage(models.Model):
    """One message about one dossier. `key` is the business key that the receiver counts once; `sequence` orders a dossier's messages.

    `payload` is the item as it is sent, JSON, a snapshot of the moment of the event. `created_at`, `next_attempt_at` and
    `sent_at` are real time, `happened_at` is legal time.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        SET_ASIDE = "set_aside"

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+", db_index=False)
    sequence = models.PositiveIntegerField()
    key = models.CharField(max_length=60, unique=True)
    event_id = models.BigIntegerField(null=True, unique=True)
    kind = models.CharField(max_length=60)
    service = models.CharField(max_length=30)
    is_update = models.BooleanField()
    status = models.PositiveSmallIntegerField()
    payload = models.TextField()
    happened_at = models.DateTimeField()
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    failed_since = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    call = models.ForeignKey("national_portal.Call", on_delete=models.PROTECT, related_name="messages", null=True)
    sent_at = models.DateTimeField(null=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "sequence"], name="outbox_sequence_once"),
            models.CheckConstraint(
                name="outbox_sent_with_proof", condition=~Q(state="sent") | Q(call__isnull=False, sent_at__isnull=False)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="outbox_waiting", condition=Q(state="waiting")),
            models.Index(fields=["dossier", "sequence"], name="outbox_undelivered", condition=~Q(state="sent")),
            models.Index(fields=["id"], name="outbox_set_aside", condition=Q(state="set_aside")),
        ]

    def __str__(self) -> str:
        return self.key
