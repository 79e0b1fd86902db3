"""From when the offices of a level digitise, as loaded from the province's content."""

from typing import ClassVar

from django.db import models


class RoadmapStep(models.Model):
    """One step of the roadmap: in force from the day it was decided, until a later one of the same level is."""

    level = models.CharField(max_length=10)
    decided_from = models.DateField()
    digitises_from = models.DateField()
    basis = models.CharField(max_length=300)
    tag = models.CharField(max_length=10)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["level", "decided_from"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["level", "decided_from"], name="roadmap_step_once")]

    def __str__(self) -> str:
        return f"{self.level} {self.digitises_from}"
