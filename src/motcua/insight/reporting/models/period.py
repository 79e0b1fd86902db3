"""Regimes as they were loaded, and their periods."""

from typing import ClassVar

from django.db import models


class RegimeVersion(models.Model):
    """A version of a regime as a file said it; a period keeps the one it was opened under. `current`: what the files say now."""

    code = models.CharField(max_length=40)
    valid_from = models.DateField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    current = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "valid_from", "sha256"], name="regime_version_once"),
            models.UniqueConstraint(fields=["code", "valid_from"], condition=models.Q(current=True), name="regime_version_current"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.valid_from}"


class Period(models.Model):
    """A period of a regime, opened for its units."""

    regime = models.ForeignKey(RegimeVersion, on_delete=models.PROTECT, related_name="periods")
    code = models.CharField(max_length=40)
    frequency = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    first = models.DateField()
    last = models.DateField(db_index=True)
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "frequency", "year", "number"], name="reporting_period_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.frequency} {self.number}/{self.year}"
