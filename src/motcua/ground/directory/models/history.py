"""What units were from day to day, and the decisions that changed them."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from motcua.ground.directory.models.unit import Unit


class UnitDecision(models.Model):
    """The paper that changes units: who issued it, when it was signed, from which day it holds, what it says."""

    number = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    issuer = models.CharField(max_length=200)
    signer = models.CharField(max_length=150, blank=True)
    signed_on = models.DateField()
    effective_on = models.DateField()
    text = models.TextField(blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["number", "issuer", "signed_on"], name="unit_decision_once"),)

    def __str__(self) -> str:
        return self.number


class UnitChange(models.Model):
    """What a decision did to one unit; `effective_on` is the first day on which the unit is as it was changed.

    `details` holds what the states do not say: the fields that were written, why a past day was confirmed.
    """

    class Kind(models.TextChoices):
        ESTABLISHED = "established"
        RENAMED = "renamed"
        MERGED = "merged"
        SPLIT = "split"
        DISSOLVED = "dissolved"
        MOVED = "moved"
        LEVEL_CHANGED = "level_changed"
        RESTRUCTURED = "restructured"

    decision = models.ForeignKey(UnitDecision, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="changes")
    effective_on = models.DateField()
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = (models.Index(fields=["kind", "effective_on"], name="unit_change_kind_day"),)

    def __str__(self) -> str:
        return f"{self.kind} of unit {self.unit_id}"


class UnitState(models.Model):
    """What a unit was from the first to the last day, `valid_to` included; without a last day until further notice.

    The states of one unit follow each other without gap or overlap (only `record_changes` and `load_units` write them);
    `Unit` itself is what holds today. `code` is the official code of those days, `change` what brought this state about.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="states")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    code = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=Unit.Kind.choices)
    territory_kind = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=10, choices=Unit.Level.choices)
    agency_code = models.CharField(max_length=30, blank=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    formal_name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=100)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    serves = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    path = models.CharField(max_length=120, blank=True)
    change = models.ForeignKey(UnitChange, on_delete=models.PROTECT, related_name="states", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "valid_from"], name="unit_state_once_a_day"),
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_to__isnull=True), name="unit_state_one_open"),
            models.CheckConstraint(condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="unit_state_range"),
        )
        indexes = (models.Index(fields=["code", "valid_from"], name="unit_state_code"),)

    def __str__(self) -> str:
        return self.name

    def holds_on(self, day: date) -> bool:
        """Whether it holds on that day; the last day still counts."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Succession(models.Model):
    """Who takes over from a unit that ends, whole or in part; of several the default one takes what no rule gives to another."""

    change = models.ForeignKey(UnitChange, on_delete=models.CASCADE, related_name="successions")
    predecessor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="succeeded_by")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="preceded_by")
    is_default = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["change", "predecessor", "successor"], name="succession_once"),
            models.UniqueConstraint(fields=["change", "predecessor"], condition=Q(is_default=True), name="succession_one_default"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_not_itself"),
        )

    def __str__(self) -> str:
        return f"{self.predecessor_id} to {self.successor_id}"
