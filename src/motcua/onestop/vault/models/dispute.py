"""The owner says that a reading of his data was not right."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class VaultDispute(models.Model):
    """One disputed reading (an event of the audit) with its answer; disputed once, answered once."""

    event_id = models.PositiveBigIntegerField(unique=True)
    subject = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    made_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    was_wrong = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["id"], name="vault_dispute_open", condition=Q(answered_at__isnull=True))]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="vault_dispute_answered_whole",
                condition=Q(answered_at__isnull=True, was_wrong__isnull=True) | Q(answered_at__isnull=False, was_wrong__isnull=False),
            )
        ]
