"""What the wall reads: the last values of each tile for each unit, made by a job."""

from django.db import models


class TileLook(models.Model):
    """When a tile was last worked out and up to which moment of the records."""

    tile = models.CharField(max_length=60, primary_key=True)
    looked_at = models.DateTimeField()
    cut_off = models.DateTimeField()
    day = models.DateField()  # the legal day its window ends on
    took_ms = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.tile} {self.looked_at}"


class TileValue(models.Model):
    """A tile for a unit and everything below it: value, the period before, the points of its picture; None: nothing to divide by."""

    tile = models.CharField(max_length=60)
    unit = models.ForeignKey("directory.Unit", on_delete=models.CASCADE, related_name="+")
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    last = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    points = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tile", "unit"], name="tile_value_once"),)

    def __str__(self) -> str:
        return f"{self.tile} {self.unit_id} {self.value}"


class StockPoint(models.Model):
    """What a stock stood at when it was last looked at on a day: the only memory there is of stocks, for agencies above the communes."""

    tile = models.CharField(max_length=60)
    unit = models.ForeignKey("directory.Unit", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    value = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tile", "unit", "day"], name="stock_point_once"),)
        indexes = (models.Index(fields=["day"], name="stock_point_day"),)

    def __str__(self) -> str:
        return f"{self.tile} {self.unit_id} {self.day} {self.value}"
