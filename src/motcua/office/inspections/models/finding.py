"""What an inspection found, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.blocks.permissions.api import holdings_with
from motcua.kernel.actor import Actor
from motcua.office.inspections.models.inspection import PLACE, Inspection
from motcua.office.inspections.rights import READ
from motcua.office.inspections.rules.turns import FindingState


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings; every list of officials starts from `visible_to`."""

    def visible_to(self, actor: Actor) -> "FindingQuerySet":
        """Findings of bodies at or below the actor's units; once told in a conclusion also those of the inspected unit and of the owner."""
        if actor.kind == "system":
            return self.all()
        near = Q(pk__in=())
        for holding in holdings_with(actor, READ):
            own = Q(inspection__unit__path__startswith=holding.unit_path) | Q(owner__path__startswith=holding.unit_path)
            near |= Q(inspection__body__path__startswith=holding.unit_path) | (Q(issued_at__isnull=False) & own)
        return self.filter(near)


class Finding(models.Model):
    """One finding: what was found, which rule it breaks, who puts it right by when. `first_due_on` keeps the conclusion's deadline."""

    class Severity(models.TextChoices):
        """How heavy."""

        MINOR = "minor"
        NOTABLE = "notable"
        SERIOUS = "serious"

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="findings")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    what = models.TextField()
    rule = models.CharField(max_length=300, blank=True)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    recommendation = models.TextField()
    owner = models.ForeignKey(PLACE, on_delete=models.PROTECT, related_name="+")
    first_due_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=[(one.value, one.name) for one in FindingState], default=FindingState.NOTED)
    noted_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    remedied_at = models.DateTimeField(null=True)
    remedied_by_account = models.PositiveBigIntegerField(null=True)
    handled_at = models.DateTimeField(null=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["inspection", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "place"], name="finding_once_in_inspection"),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "lifted"], handled_at__isnull=False)
                | Q(state__in=["noted", "open", "remedied"], handled_at__isnull=True),
                name="finding_handled_when_it_says_so",
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=False) | Q(state__in=["noted", "lifted"]), name="finding_open_only_when_told"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "due_on"], name="finding_of_owner")]

    def __str__(self) -> str:
        return f"{self.place}. {self.title}"


class FindingStep(models.Model):
    """One entry in the history of a finding."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="steps")
    turn = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    by_account = models.PositiveBigIntegerField(null=True)
    words = models.TextField(blank=True)
    evidence = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.turn} {self.at:%d/%m/%Y}"
