"""Closed cases drawn by lot for checking, and what was found in each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.office.inspections.models.inspection import Inspection


class CaseDraw(models.Model):
    """One draw: its seed and bounds are published first; the list, its hash and the cases come afterwards and never change."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="draws")
    seed = models.CharField(max_length=200)
    seed_source = models.CharField(max_length=300)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField()
    size = models.PositiveIntegerField()
    procedures = models.JSONField(default=list)  # codes; none: every procedure
    ordered_at = models.DateTimeField(null=True)
    drawn_at = models.DateTimeField(null=True)
    population = models.PositiveIntegerField(default=0)
    list_hash = models.CharField(max_length=64, blank=True)
    strata = models.JSONField(default=list)  # unit, procedure, how many there are, how many were drawn

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(last__gte=models.F("first")), name="case_draw_range")]

    def __str__(self) -> str:
        return f"{self.first:%d/%m/%Y} - {self.last:%d/%m/%Y}"


class DrawnCase(models.Model):
    """One case drawn, with the result sheet of the check."""

    class Result(models.TextChoices):
        """What the check said."""

        UNCHECKED = ""
        RIGHT = "right"
        FAULTS = "faults"

    draw = models.ForeignKey(CaseDraw, on_delete=models.CASCADE, related_name="cases")
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=40)
    result = models.CharField(max_length=6, choices=Result.choices, blank=True, default=Result.UNCHECKED)
    faults = models.JSONField(default=list)
    note = models.TextField(blank=True)
    checked_by = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "code"], name="case_drawn_once"),
            models.CheckConstraint(condition=Q(result="", checked_at__isnull=True) | Q(checked_at__isnull=False), name="case_checked"),
        ]

    def __str__(self) -> str:
        return self.code
