"""The quality of resolution of one unit in one quarter."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Assessment(models.Model):
    """Points per index as the unit sees them and as its superior does; `basis` keeps the records and ballots they rest on."""

    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    basis = models.JSONField()  # index -> {points, share, of}
    ballots = models.PositiveIntegerField()
    self_points = models.JSONField()
    self_note = models.TextField(blank=True)
    self_total = models.DecimalField(max_digits=4, decimal_places=2)
    self_by = models.CharField(max_length=200)
    self_at = models.DateTimeField()
    points = models.JSONField(null=True)
    note = models.TextField(blank=True)
    total = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    grade = models.CharField(max_length=12, blank=True)
    appraised_by = models.CharField(max_length=200, blank=True)
    appraised_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year", "quarter"], name="assessment_once"),
            models.CheckConstraint(name="assessment_quarter", condition=Q(quarter__gte=1, quarter__lte=4)),
            models.CheckConstraint(name="assessment_whole", condition=Q(appraised_at__isnull=True) | Q(total__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.quarter}/{self.year}"
