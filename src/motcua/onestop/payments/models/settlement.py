"""What gateways and the treasury say of a day, and where they and the house do not agree."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Settlement(models.Model):
    """One day of one gateway: its lines, the counts of the last comparison, and the sign-off."""

    gateway = models.CharField(max_length=20)
    day = models.DateField()
    loaded_at = models.DateTimeField()
    gateway_lines = models.PositiveIntegerField(default=0)
    gateway_sum = models.PositiveBigIntegerField(default=0)
    treasury_lines = models.PositiveIntegerField(default=0)
    treasury_sum = models.PositiveBigIntegerField(default=0)
    with_treasury = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)
    compared_at = models.DateTimeField(null=True)
    signed_off_at = models.DateTimeField(null=True)
    signed_off_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["gateway", "day"], name="settlement_once_per_day")]

    def __str__(self) -> str:
        return f"{self.gateway} {self.day}"


class SettlementLine(models.Model):
    """One line of a file, in the order of the file."""

    class Side(models.TextChoices):
        GATEWAY = "gateway"
        TREASURY = "treasury"

    settlement = models.ForeignKey(Settlement, on_delete=models.CASCADE, related_name="lines")
    side = models.CharField(max_length=8, choices=Side.choices)
    position = models.PositiveIntegerField()
    reference = models.CharField(max_length=60)
    amount = models.PositiveBigIntegerField()
    status = models.CharField(max_length=10)
    gateway_code = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["settlement", "side", "position"], name="settlement_line_once")]
        indexes: ClassVar = [models.Index(fields=["settlement", "side", "reference"], name="settlement_reference")]


class Mismatch(models.Model):
    """Something on which the three sides do not agree; amounts are None where a side knows nothing of it."""

    settlement = models.ForeignKey(Settlement, on_delete=models.CASCADE, related_name="mismatches")
    reference = models.CharField(max_length=60)
    kind = models.CharField(max_length=24)
    ours = models.PositiveBigIntegerField(null=True)
    our_status = models.CharField(max_length=10, blank=True)
    theirs = models.PositiveBigIntegerField(null=True)
    their_status = models.CharField(max_length=10, blank=True)
    credited = models.PositiveBigIntegerField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=24, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["settlement", "reference", "kind"], name="mismatch_once")]
        indexes: ClassVar = [models.Index(fields=["settlement", "id"], name="mismatch_open", condition=Q(resolved_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"
