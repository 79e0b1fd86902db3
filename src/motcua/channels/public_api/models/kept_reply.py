"""Replies to requests that carried an Idempotency-Key."""

from typing import ClassVar

from django.db import models


class KeptReply(models.Model):
    """What was answered to a key of a token; sent again for the same request within a day (real time)."""

    holder = models.CharField(max_length=64)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    media_type = models.CharField(max_length=100, blank=True)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["holder", "key"], name="one_reply_per_key")]
