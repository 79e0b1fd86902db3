"""What came from the national portal and what goes there: each message once, in the order of its item."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Incoming(models.Model):
    """A message that came; it is applied when all before it were. `outcome` says why one could not be taken over."""

    code = models.CharField(max_length=60)
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    data = models.JSONField()
    received_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["received_at"], name="pakn_waiting", condition=Q(applied_at__isnull=True))]
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "sequence"], name="pakn_message_once")]


class Outgoing(models.Model):
    """A report that is owed to the portal; `key` makes it count once there, `id` is its place in the order."""

    key = models.CharField(max_length=60, unique=True)
    code = models.CharField(max_length=60)
    body = models.JSONField()
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["code", "id"], name="pakn_owed", condition=Q(delivered_at__isnull=True))]
