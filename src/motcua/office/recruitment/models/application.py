"""Applications, the papers handed in with them, and complaints about marks."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.office.recruitment.models.plan import Plan, Position
from motcua.office.recruitment.rules.states import ApplicationState


class Application(models.Model):
    """One person for one position of a plan; `receipt` is given when it is handed in.

    `party` is the citizen who applied online, empty for who came to the office. `placed` is the order the head gave among equals.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="applications")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="applications")
    party = models.ForeignKey("parties.Party", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=[(one.value, one.name) for one in ApplicationState], default=ApplicationState.DRAFT.value
    )
    receipt = models.CharField(max_length=30, unique=True, null=True, blank=True)
    channel = models.CharField(max_length=8, choices=[("online", "online"), ("desk", "desk")])
    handed_in_at = models.DateTimeField(null=True)
    full_name = models.CharField(max_length=200)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=6, blank=True)
    citizen_id = models.CharField(max_length=12, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    degree = models.CharField(max_length=40)
    major = models.CharField(max_length=300, blank=True)
    priority = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    checked_by = models.CharField(max_length=200, blank=True)
    total = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    rank = models.PositiveSmallIntegerField(null=True)
    placed = models.PositiveSmallIntegerField(default=0)
    recruited_at = models.DateTimeField(null=True)
    starts_on = models.DateField(null=True)
    probation_until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "citizen_id"], condition=~Q(citizen_id=""), name="recruitment_one_application"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(receipt__isnull=False), name="recruitment_application_receipt"
            ),
            models.CheckConstraint(condition=Q(state="recruited") | Q(recruited_at__isnull=True), name="recruitment_recruited_state"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["plan", "state"], name="recruitment_application_state"),
            models.Index(fields=["recruited_at"], name="recruitment_recruited"),
        ]

    def __str__(self) -> str:
        return f"{self.receipt or '-'} {self.full_name}"


class ApplicationPaper(models.Model):
    """A copy handed in with an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=10, choices=[("diploma", "diploma"), ("priority", "priority"), ("other", "other")])
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.application_id}"


class Complaint(models.Model):
    """A candidate asks for a script to be marked again; the marks before and after stay readable."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="complaints")
    script = models.OneToOneField("recruitment.Script", on_delete=models.PROTECT, related_name="complaint")
    reason = models.TextField()
    handed_in_at = models.DateTimeField()
    old_mark = models.DecimalField(max_digits=6, decimal_places=2)
    new_mark = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"complaint about script {self.script_id}"
