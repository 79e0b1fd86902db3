"""A recruitment plan and the positions it wants to fill."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.office.recruitment.rules.states import PlanState

KINDS = [("civil", "civil"), ("public", "public")]
METHODS = [("exam", "exam"), ("interview", "interview")]


class Plan(models.Model):
    """The plan of an agency for a year: from its draft to the decision on its results.

    `unit` is the recruiting agency. The rules of content that hold are those of the day of the notice.
    """

    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=KINDS)
    method = models.CharField(max_length=10, choices=METHODS)
    title = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=[(one.value, one.name) for one in PlanState], default=PlanState.DRAFT.value)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision_number = models.CharField(max_length=40, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    return_reason = models.TextField(blank=True)
    announced_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    listed_at = models.DateTimeField(null=True)
    published_on = models.DateField(null=True)
    complaints_until = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    result_number = models.CharField(max_length=40, blank=True)
    result_by = models.CharField(max_length=200, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    simulated = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "decision_number"], condition=~Q(decision_number=""), name="recruitment_plan_decision_once"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gt=models.F("announced_on")), name="recruitment_plan_notice"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "closes_on"], name="recruitment_plan_state"),
            models.Index(fields=["kind", "decided_at"], name="recruitment_plan_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class Position(models.Model):
    """One position: what, in which unit, how many, on which conditions."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="positions")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=150)
    rank = models.CharField(max_length=30)
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    wanted = models.PositiveSmallIntegerField()
    degree = models.CharField(max_length=40)
    conditions = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "code"], name="recruitment_position_once"),
            models.CheckConstraint(condition=Q(wanted__gt=0), name="recruitment_position_wanted"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
