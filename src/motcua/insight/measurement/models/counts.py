"""Counters of opened pages, by day and never by person."""

from django.db import models


class SystemKind(models.Model):
    """A kind of system that is measured: the portal, the public service portal, the one-stop system; from its first counted page on."""

    key = models.CharField(max_length=10, primary_key=True)
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    def __str__(self) -> str:
        return f"{self.key} {self.since}"


class PageCount(models.Model):
    """How often one page was opened on one day in one way; `visits` are those opened from outside."""

    day = models.DateField()
    system = models.CharField(max_length=10)
    page = models.CharField(max_length=60)
    service = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    device = models.CharField(max_length=10)
    language = models.CharField(max_length=5)
    is_bot = models.BooleanField()
    views = models.PositiveBigIntegerField()
    visits = models.PositiveBigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["day", "system", "page", "service", "unit", "device", "language", "is_bot"], name="page_count_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.day} {self.system} {self.page} {self.service} {self.device}: {self.visits}/{self.views}"


class Writer(models.Model):
    """One process that counts, and the last batch of it that was written."""

    name = models.CharField(max_length=40, primary_key=True)
    last_batch = models.PositiveBigIntegerField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.last_batch}"


class CountedDay(models.Model):
    """A day (as a number, 20221114) and what of it was announced."""

    number = models.PositiveIntegerField(primary_key=True)
    views = models.PositiveBigIntegerField()
    transactions = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.number} {self.views}"
