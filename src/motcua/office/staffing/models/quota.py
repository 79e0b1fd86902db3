"""Posts assigned to a unit for a year, the ledger of what became of them, and who fills them."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import F, Q

from motcua.office.staffing.rules.ledger import Line, Sums


class Quota(models.Model):
    """The posts of one kind that a unit has for a year (L CBCC 2008; NĐ 62/2020/NĐ-CP, NĐ 106/2020/NĐ-CP).

    `handed_down` is what it gave on to units below, `used` what its own people fill; both together never exceed `assigned`.
    `source` is the quota it was handed down from; without one it came from outside (the centre).
    """

    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    source = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="handed")
    assigned = models.PositiveIntegerField(default=0)
    handed_down = models.PositiveIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)
    opened_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year", "kind"], name="quota_once"),
            models.CheckConstraint(condition=Q(used__lte=F("assigned")), name="quota_used_within_assigned"),
            models.CheckConstraint(condition=Q(assigned__gte=F("used") + F("handed_down")), name="quota_handed_within_assigned"),
        ]
        indexes: ClassVar = [models.Index(fields=["year", "kind"], name="quota_year_kind")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.year}: {self.used}/{self.assigned}"

    @property
    def sums(self) -> Sums:
        """What stands in it."""
        return Sums(self.assigned, self.handed_down, self.used)


class LedgerQuerySet(models.QuerySet["QuotaMove"]):
    """Lines are only ever added: what is wrong is put right by another line."""

    def update(self, **_values: Any) -> NoReturn:
        raise TypeError("a line of the ledger is never changed")

    def delete(self) -> NoReturn:
        raise TypeError("a line of the ledger is never taken away")


class QuotaMove(models.Model):
    """One line of the ledger: by how much each sum of a quota changed, from which day on, by which decision."""

    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="moves")
    line = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Line])
    day = models.DateField()
    assigned = models.IntegerField(default=0)
    handed_down = models.IntegerField(default=0)
    used = models.IntegerField(default=0)
    decision_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True)
    other = models.ForeignKey("directory.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    person_ref = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    by_account = models.PositiveBigIntegerField(null=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["quota", "day"], name="quota_move_day")]

    def __str__(self) -> str:
        return f"{self.quota_id} {self.line} {self.day}"

    def save(self, *args: Any, **options: Any) -> None:
        """Write it once; a second time raises TypeError."""
        if self.pk is not None:
            raise TypeError("a line of the ledger is never changed")
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        raise TypeError("a line of the ledger is never taken away")


class Use(models.Model):
    """Somebody fills a post of a unit from the first to the last day. `person_ref` is given by whoever keeps the person's file.

    Nobody fills two posts until further notice.
    """

    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    person_ref = models.CharField(max_length=60)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person_ref"], condition=Q(last_day__isnull=True), name="quota_use_one_post"),
            models.CheckConstraint(condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")), name="quota_use_range"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "kind", "last_day"], name="quota_use_unit"),
            models.Index(fields=["person_ref", "first_day"], name="quota_use_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_ref} in {self.unit_id} ({self.kind})"
