"""A draft: what a citizen has typed and attached so far."""

import uuid
from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """An application being written; it becomes a dossier when it is submitted, and never before.

    `party` writes it; `owner` is the one in whose name, when that is somebody else (`acting` as in Dossier.Acting).
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    party = models.ForeignKey("parties.Party", on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey("parties.Party", on_delete=models.CASCADE, related_name="+", null=True)
    acting = models.CharField(max_length=12, default="self")
    messages_to = models.CharField(max_length=12, default="owner")
    version = models.ForeignKey("catalogue.ProcedureVersion", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    answers = models.JSONField(default=dict)
    pages_done = models.JSONField(default=list)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["party", "-saved_at"], name="draft_party")]

    def __str__(self) -> str:
        return str(self.key)
