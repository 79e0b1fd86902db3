"""How far the writing of an invented year has come."""

from django.db import models


class SimulatedYear(models.Model):
    """One run: what it was asked for, how many batches are written, and what the next batches need to go on as planned.

    `befores` holds, for series of numbers that were in use already, the number before the first one set aside.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    seed = models.BigIntegerField()
    scale = models.CharField(max_length=20)
    scenario = models.CharField(max_length=64)
    first_party = models.BigIntegerField()
    befores = models.JSONField(default=dict)
    batches = models.PositiveIntegerField()
    written = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.year} × {self.scale}"
