"""Units: the province, its districts and communes, departments, divisions and one-stop desks, from day to day."""

from datetime import date

from django.db import models
from django.db.models import Q


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units on a day."""

    def on(self, day: date) -> "UnitQuerySet":
        """Units that exist on that day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def at_or_below(self, path: str) -> "UnitQuerySet":
        """The unit with that path and everything under it."""
        return self.filter(path__startswith=path)


class Unit(models.Model):
    """One unit. `code` names it for ever: the statistics office's code of a territory, a key of a department,
    and <body>/<key> inside a body. `body` is the agency it belongs to; an agency is its own body.

    `serves` is the territory a vertical agency (police, social insurance) works for: its dossiers come in at that territory's desk.
    `formal_name` stands on papers, `short_name` is the place they are dated at.
    `path` is the chain of ids from the root, as /1/17/203/. `valid_to` is the last day.
    """

    class Kind(models.TextChoices):
        PROVINCE = "province"
        DISTRICT = "district"
        COMMUNE = "commune"
        DEPARTMENT = "department"
        VERTICAL = "vertical"
        SUB_DEPARTMENT = "sub_department"
        PUBLIC_SERVICE_UNIT = "public_service_unit"
        DIVISION = "division"
        ONE_STOP = "one_stop"

    class Level(models.TextChoices):
        PROVINCE = "province"
        DISTRICT = "district"
        COMMUNE = "commune"

    code = models.CharField(max_length=80, unique=True)
    key = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    territory_kind = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    agency_code = models.CharField(max_length=30, blank=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    formal_name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=100)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    body = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="members", db_index=False)
    serves = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="served_by")
    path = models.CharField(max_length=120, blank=True, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    office_hours = models.ForeignKey("directory.OfficeHoursSet", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    tag = models.CharField(max_length=10, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["body", "key"], name="unit_key_once_in_body"),
            models.UniqueConstraint(fields=["agency_code"], condition=~Q(agency_code=""), name="unit_agency_code_once"),
            models.CheckConstraint(condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")), name="unit_valid_range"),
        )
        indexes = (models.Index(fields=["kind", "level"], name="unit_kind_level"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_body(self) -> bool:
        """Whether it is an agency itself, not a part of one."""
        return self.body_id == self.pk
