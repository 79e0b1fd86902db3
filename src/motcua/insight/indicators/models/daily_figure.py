"""One cell of the daily roll-ups."""

from django.db import models


class DailyFigure(models.Model):
    """How much of one flow fell on a day, in a unit, under a procedure, in one part of its dimension; cells of zero have no row."""

    indicator = models.CharField(max_length=80)
    day = models.DateField()
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    procedure = models.CharField(max_length=40)
    part = models.CharField(max_length=30)
    value = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["indicator", "unit", "day", "procedure", "part"], name="daily_figure_cell"),)
        indexes = (models.Index(fields=["indicator", "day"], name="daily_figure_day"),)

    def __str__(self) -> str:
        return f"{self.indicator} {self.day} {self.value}"
