"""One cell of the monthly roll-ups."""

from django.db import models


class MonthlyFigure(models.Model):
    """The daily cells of one flow, unit and part added up over a month; `month` is its first day.

    A year of a province has hundreds of thousands of daily cells: too many to add up while somebody waits.
    """

    indicator = models.CharField(max_length=80)
    month = models.DateField()
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    part = models.CharField(max_length=30)
    value = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["indicator", "month", "unit", "part"], name="monthly_figure_cell"),)

    def __str__(self) -> str:
        return f"{self.indicator} {self.month:%Y-%m} {self.value}"
