"""The file of a person in the public service."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.kernel.actor import Actor
from motcua.kernel.text import fold, sort_key
from motcua.office.personnel.models.placement import Placement
from motcua.office.personnel.models.reach import over, reach_of
from motcua.office.personnel.rights import READ
from motcua.office.personnel.rules.kinds import Level, Management, Theory


class PersonFileQuerySet(models.QuerySet["PersonFile"]):
    """Files; every list and page starts from `visible_to`."""

    def visible_to(self, actor: Actor) -> "PersonFileQuerySet":
        """Files of people who hold or held a place in the actor's charge, and one's own."""
        if actor.kind == "system":
            return self.all()
        near = Q(pk__in=())
        if paths := reach_of(actor, READ):
            near = Q(pk__in=Placement.objects.filter(over(paths, "unit")).values("person_id"))
        if actor.kind == "official" and actor.account_id is not None:
            near |= Q(account_id=actor.account_id)
        return self.filter(near)


class PersonFile(models.Model):
    """One per person. `level` is the highest qualification, kept with the rows of `Qualification`; `name_key` sorts by given name.

    Reading one leaves a record of access (`queries.file.open_file`).
    """

    code = models.CharField(max_length=20, unique=True)
    full_name = models.CharField(max_length=120)
    search_text = models.CharField(max_length=150, db_index=True, editable=False)
    name_key = models.CharField(max_length=320, db_index=True, editable=False)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=6, blank=True)
    citizen_id = models.CharField(max_length=12, unique=True, null=True, blank=True)
    ethnicity = models.CharField(max_length=40, blank=True)
    home_town = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    party_joined_on = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=14, choices=[(one.value, one.name) for one in Level], default=Level.NONE.value)
    field = models.CharField(max_length=150, blank=True)
    political_theory = models.CharField(max_length=14, choices=[(one.value, one.name) for one in Theory], default=Theory.NONE.value)
    state_management = models.CharField(max_length=18, choices=[(one.value, one.name) for one in Management], default=Management.NONE.value)
    it_skill = models.CharField(max_length=100, blank=True)
    languages = models.CharField(max_length=150, blank=True)
    rank = models.CharField(max_length=30, blank=True)
    coefficient = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    graded_on = models.DateField(null=True, blank=True)
    next_raise_on = models.DateField(null=True, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=20, blank=True)

    objects = PersonFileQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(citizen_id=""), name="person_file_number_null_not_empty"),
            models.CheckConstraint(condition=Q(sex__in=["", "male", "female"]), name="person_file_sex"),
        ]
        indexes: ClassVar = [models.Index(fields=["next_raise_on"], name="person_file_raise", condition=Q(next_raise_on__isnull=False))]

    def __str__(self) -> str:
        return self.full_name

    def set_name(self, full_name: str) -> None:
        """Keep the name as written, folded for search, and keyed for lists in the order of given names."""
        self.full_name, self.search_text, self.name_key = name_columns(full_name)


def name_columns(full_name: str) -> tuple[str, str, str]:
    """The name, its folded form, and its key in lists: the given name first, as Vietnamese lists are sorted."""
    name = " ".join(full_name.split())
    given = name.replace(" (mô phỏng)", "").rpartition(" ")[2]
    return name, fold(name), sort_key(f"{given} {name}")


class Qualification(models.Model):
    """One diploma or certificate; `main` marks the one that counts in statistics."""

    person = models.ForeignKey(PersonFile, on_delete=models.CASCADE, related_name="qualifications")
    level = models.CharField(max_length=14, choices=[(one.value, one.name) for one in Level])
    field = models.CharField(max_length=150)
    school = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["-year", "pk"]

    def __str__(self) -> str:
        return f"{self.level} {self.field}"


class CareerEntry(models.Model):
    """One line of the curriculum: what a person did where, before the records kept here begin or outside the service."""

    person = models.ForeignKey(PersonFile, on_delete=models.CASCADE, related_name="career")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    what = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["first_day", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last_day__isnull=True) | Q(last_day__gte=models.F("first_day")), name="career_range")
        ]

    def __str__(self) -> str:
        return self.what
