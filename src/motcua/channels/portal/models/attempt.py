"""Failed look-ups without login, counted so that nobody can guess."""

from typing import ClassVar

from django.db import models


class LookupAttempt(models.Model):
    """How often a look-up failed in one hour, for one address or one dossier code (both only as a keyed hash)."""

    key = models.CharField(max_length=64)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "hour"], name="lookup_attempt_once")]
