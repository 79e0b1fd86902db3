"""The service index as it stood when it was last worked out, for trends and rankings."""

from typing import ClassVar

from django.db import models


class ServiceScore(models.Model):
    """One agency's score in one period; `parts` keeps [numerator, denominator, points] of every component."""

    class Kind(models.TextChoices):
        MONTH = "month"
        QUARTER = "quarter"
        YEAR = "year"

    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    first = models.DateField()
    total = models.DecimalField(max_digits=5, decimal_places=2)
    grade = models.CharField(max_length=12)
    axes = models.JSONField()  # axis -> points
    parts = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "kind", "first"], name="service_score_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "first", "-total"], name="service_score_rank")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.first} {self.total}"
