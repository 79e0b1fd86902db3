"""Reports of units, their sheets, and their way to the national system."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.blocks.permissions.api import holdings_with
from motcua.ground.directory.api import Unit
from motcua.insight.reporting.models.period import Period
from motcua.insight.reporting.rights import READ, READ_BELOW
from motcua.insight.reporting.rules.states import State
from motcua.kernel.actor import Actor


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports; every list and page starts from `visible_to`."""

    def visible_to(self, actor: Actor) -> "ReportQuerySet":
        """Those of the agencies in which the actor has a post, and below for heads and supervisors; the system sees all."""
        if actor.kind == "system":
            return self.all()
        own = [holding.unit_id for holding in holdings_with(actor, READ)]
        if not own:
            return self.none()
        seen = Q(unit__in=Unit.objects.filter(pk__in=own).values("body_id"))
        seen |= Q(above__unit__in=Unit.objects.filter(pk__in=own).values("body_id"))
        for path in {holding.unit_path for holding in holdings_with(actor, READ_BELOW)}:
            seen |= Q(unit__path__startswith=path)
        return self.filter(seen)

    def current(self) -> "ReportQuerySet":
        """The newest edition of each."""
        return self.filter(current=True)


class Report(models.Model):
    """What one unit reports for a period. `edition` counts corrections; only the newest is `current`.

    `above` is the report it goes into; `taken` names the editions below that it holds, `missing` the units below it does not.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    above = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="below")
    edition = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    state = models.CharField(max_length=14, choices=[(state.value, state.name) for state in State], default=State.DRAFT.value)
    due_on = models.DateField()
    filled_at = models.DateTimeField(null=True)
    cut_off = models.DateTimeField(null=True)
    taken = models.JSONField(default=dict)  # report id -> edition
    missing = models.JSONField(default=list)  # names of units
    note = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=200, blank=True)
    returned_reason = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=200, blank=True)
    approver_title = models.CharField(max_length=310, blank=True)
    approver_account = models.BigIntegerField(null=True)
    signed_at = models.DateTimeField(null=True)
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    amended_reason = models.TextField(blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["unit", "due_on"], name="report_of_unit"),
            models.Index(fields=["due_on"], name="report_open", condition=Q(current=True, state__in=["draft", "returned", "submitted"])),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "unit", "edition"], name="report_edition_once"),
            models.UniqueConstraint(fields=["period", "unit"], condition=Q(current=True), name="report_current_once"),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.unit_id} v{self.edition}"


class SheetKept(models.Model):
    """One form of a report: what records gave, what was entered by hand, the sum of the units below, and the whole."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sheets")
    form = models.CharField(max_length=40)
    auto = models.JSONField(default=dict)
    hand = models.JSONField(default=dict)  # row -> column -> {value, reason, by, at}
    below = models.JSONField(default=dict)
    whole = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "form"], name="report_sheet_once")]


class Export(models.Model):
    """A signed report on its way to the national system: owed, sent (with its receipt) or refused (with the reason)."""

    class State(models.TextChoices):
        """Where it stands."""

        OWED = "owed"
        SENT = "sent"
        REFUSED = "refused"

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="export")
    key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OWED)
    attempts = models.PositiveIntegerField(default=0)
    last_trouble = models.CharField(max_length=300, blank=True)
    receipt = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)
    owed_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
