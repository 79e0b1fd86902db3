"""Figures as they were published: what was said, how it was worked out, and the records it was counted from."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from django.db import models


class Publication(models.Model):
    """Figures of one unit and period, published together. `sha256` is over all of it, and is in the event that audit seals."""

    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    cut_off = models.DateTimeField()
    title = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    made_by_id = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=["unit", "-id"], name="publication_unit"),)

    def __str__(self) -> str:
        return f"{self.title or self.pk} {self.first} {self.last}"

    def seal_of(self, figures: "Iterable[PublishedFigure]") -> str:
        """The hash of what was published: header and figures in the order of their keys."""
        head = [self.unit_id, self.first.isoformat(), self.last.isoformat(), self.cut_off.timestamp(), self.title]
        told = [one.told() for one in sorted(figures, key=lambda one: one.key)]
        return hashlib.sha256(json.dumps([head, told], ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class PublishedFigure(models.Model):
    """One published number. `records` are the ids behind it, packed; a ratio has none of its own, its two parts have."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="figures")
    key = models.CharField(max_length=80)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    formula = models.JSONField()
    records_count = models.BigIntegerField(null=True)
    records_sha256 = models.CharField(max_length=64, blank=True)
    records = models.BinaryField(default=b"")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["publication", "key"], name="figure_published_once"),)

    def __str__(self) -> str:
        return f"{self.key} {self.value}"

    def told(self) -> Mapping[str, object]:
        """What was said, for the hash."""
        return {
            "key": self.key,
            "value": None if self.value is None else f"{self.value:.4f}",
            "numerator": self.numerator,
            "denominator": self.denominator,
            "formula": self.formula,
            "records": self.records_sha256,
        }
