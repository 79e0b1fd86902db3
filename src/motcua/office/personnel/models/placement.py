"""Places: who works in which unit, in which service, from the first to the last day."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.office.personnel.rules.kinds import How, PlaceKind


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Placements on a day."""

    def on(self, day: date) -> "PlacementQuerySet":
        """Those that hold on that day; the last day still counts."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class Placement(models.Model):
    """One place of one person. `main` is the one that counts; a concurrent place stands beside it. Without a last day until further
    notice: of those only one may be the main one. `term_ends_on` warns, it does not end the place. `tenure` is the post of the
    directory that gives the rights.
    """

    person = models.ForeignKey("personnel.PersonFile", on_delete=models.PROTECT, related_name="placements")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, choices=[(one.value, one.name) for one in PlaceKind])
    title = models.CharField(max_length=150)
    title_key = models.CharField(max_length=40, blank=True)
    position_code = models.CharField(max_length=40, blank=True)
    main = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    term_ends_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=12, choices=[(one.value, one.name) for one in How])
    tenure = models.ForeignKey("directory.Tenure", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    staffed = models.BooleanField(default=False)
    ended_by = models.CharField(max_length=20, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-valid_from", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(main=True, valid_to__isnull=True), name="placement_one_main"),
            models.CheckConstraint(condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="placement_range"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "kind"], name="placement_unit_kind"),
            models.Index(fields=["term_ends_on"], name="placement_term", condition=Q(term_ends_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    def holds_on(self, day: date) -> bool:
        """Whether it holds on that day; the last day still counts."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
