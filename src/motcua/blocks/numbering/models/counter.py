"""The last number given in each series."""

from django.db import models


class Counter(models.Model):
    """One series, for example the receipts of one agency in one year, and the last number given in it."""

    series = models.CharField(max_length=120, primary_key=True)
    value = models.BigIntegerField()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(value__gte=1), name="counter_starts_at_one"),)

    def __str__(self) -> str:
        return f"{self.series}: {self.value}"
