"""A signed archive of documents, made in the background."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class VaultExport(models.Model):
    """An archive that was asked for: how far it is, and the file when it is ready (kept for some days)."""

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    owner = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    document_ids = models.JSONField()
    done = models.PositiveIntegerField(default=0)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-id"], name="vault_export_owner")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner"], condition=Q(finished_at__isnull=True), name="vault_export_one_at_a_time")
        ]

    @property
    def total(self) -> int:
        """How many documents it is to hold."""
        return len(self.document_ids)
