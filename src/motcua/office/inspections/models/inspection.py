"""Plans, inspections with their team, visits and papers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.blocks.permissions.api import holdings_with
from motcua.kernel.actor import Actor
from motcua.office.inspections.rights import READ
from motcua.office.inspections.rules.turns import State

PLACE = "directory.Unit"


class InspectionPlan(models.Model):
    """The plan of an inspecting body for a year."""

    body = models.ForeignKey(PLACE, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    recorded_by = models.CharField(max_length=200)
    recorded_by_account = models.PositiveBigIntegerField(null=True)
    recorded_at = models.DateTimeField()
    approved_by = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "year", "number"], name="inspection_plan_once")]

    def __str__(self) -> str:
        return f"{self.number} ({self.year})"


class InspectionQuerySet(models.QuerySet["Inspection"]):
    """Inspections; every list of officials starts from `visible_to`."""

    def visible_to(self, actor: Actor) -> "InspectionQuerySet":
        """Those of bodies at or below the actor's units; of units at or below them once the plan is approved or it is decided;
        and those with a finding that an own unit answers for. The system sees all."""
        if actor.kind == "system":
            return self.all()
        near = Q(pk__in=())
        told = Q(plan__approved_at__isnull=False) | Q(decided_at__isnull=False)
        for holding in holdings_with(actor, READ):
            near |= Q(body__path__startswith=holding.unit_path) | (told & Q(unit__path__startswith=holding.unit_path))
            owned = {"findings__owner__path__startswith": holding.unit_path, "findings__issued_at__isnull": False}
            near |= Q(pk__in=Inspection.objects.filter(**owned).values("pk"))
        return self.filter(near)


class Inspection(models.Model):
    """One inspection or check of a unit on a subject, planned or not, from plan to the last finding handled.

    `reason` is given when the unit is inspected on the subject a second time in the year; only one may stand without it.
    `grounds` say why an inspection outside the plan is made (Law on Inspection: signs of breach, complaint, order of the head).
    """

    body = models.ForeignKey(PLACE, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(InspectionPlan, null=True, on_delete=models.PROTECT, related_name="inspections")
    unit = models.ForeignKey(PLACE, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=40)
    area = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    matter = models.CharField(max_length=500)
    reason = models.CharField(max_length=500, blank=True)
    grounds = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=[(one.value, one.name) for one in State], default=State.PLANNED)
    examined_from = models.DateField(null=True)
    examined_to = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    days = models.PositiveSmallIntegerField(null=True)
    prepared_by_account = models.PositiveBigIntegerField(null=True)
    decision_number = models.PositiveIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    first_visit_at = models.DateTimeField(null=True)
    conclusion = models.TextField(blank=True)
    conclusion_number = models.PositiveIntegerField(null=True)
    concluded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    dropped_reason = models.CharField(max_length=500, blank=True)
    origin = models.CharField(max_length=20, blank=True, default="")

    objects = InspectionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "subject", "year"], condition=Q(reason="") & ~Q(state="dropped"), name="inspection_once_without_reason"
            ),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="inspection_quarter"),
            models.CheckConstraint(condition=Q(plan__isnull=False) | ~Q(grounds=""), name="inspection_unplanned_has_grounds"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=False) | Q(state__in=["planned", "prepared", "dropped"]), name="inspection_decided"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["body", "year"], name="inspection_of_body"),
            models.Index(fields=["unit", "year"], name="inspection_of_unit"),
            models.Index(fields=["area", "first_visit_at"], name="inspection_by_area"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.year}"


class TeamMember(models.Model):
    """Somebody in the team; with an account of this house, or by name from elsewhere."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="team")
    account = models.PositiveBigIntegerField(null=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    is_head = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-is_head", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection"], condition=Q(is_head=True), name="inspection_one_head"),
            models.UniqueConstraint(fields=["inspection", "account"], name="inspection_member_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """One day at the place, with its minutes; acknowledged by the unit, with its words if it sees something otherwise."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="visits")
    visited_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    present = models.CharField(max_length=500, blank=True)
    minutes = models.TextField()
    written_by = models.CharField(max_length=200)
    written_by_account = models.PositiveBigIntegerField(null=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)
    acknowledged_title = models.CharField(max_length=300, blank=True)
    acknowledged_by_account = models.PositiveBigIntegerField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    remarks = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["visited_at", "pk"]

    def __str__(self) -> str:
        return f"{self.place} {self.visited_at:%d/%m/%Y}"


class VisitFile(models.Model):
    """A photo or paper taken at the place."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")


class InspectionPaper(models.Model):
    """A paper that a job prints and signs: decision, minutes of a visit, conclusion."""

    class Kind(models.TextChoices):
        """What paper."""

        DECISION = "decision"
        MINUTES = "minutes"
        CONCLUSION = "conclusion"

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    visit = models.ForeignKey(Visit, null=True, on_delete=models.CASCADE, related_name="papers")
    signer_account = models.PositiveBigIntegerField(null=True)
    signer_name = models.CharField(max_length=200)
    signer_title = models.CharField(max_length=300, blank=True)
    ordered_at = models.DateTimeField()
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "kind"], condition=Q(visit__isnull=True), name="inspection_paper_once"),
            models.UniqueConstraint(fields=["visit"], name="inspection_minutes_once"),
        ]

    def __str__(self) -> str:
        return self.kind
