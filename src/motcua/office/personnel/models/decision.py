"""Decisions on people: prepared by an officer, issued by a head, printed and signed, in force from a day."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.kernel.actor import Actor
from motcua.office.personnel.models.reach import over, reach_of
from motcua.office.personnel.rights import ISSUE, READ


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions; every list and page starts from `visible_to`."""

    def visible_to(self, actor: Actor) -> "DecisionQuerySet":
        """Those about people in the actor's charge, those the actor is to issue, and issued ones about oneself."""
        if actor.kind == "system":
            return self.all()
        near = over(reach_of(actor, READ), "unit") | over(reach_of(actor, ISSUE), "issuer")
        if actor.kind == "official" and actor.account_id is not None:
            near |= Q(person__account_id=actor.account_id, state=Decision.State.ISSUED)
        return self.filter(near)


class Decision(models.Model):
    """One decision. `details` holds what it says beyond the day (unit, title, post, term, coefficient…), `before` what it changed, so that
    it can be taken back before its day. `effective_at` is eight o'clock of the day it takes effect: figures are dated by it.
    `settled_at` is when the acts of that day (places in the quota, accounts, certificates) were done."""

    class State(models.TextChoices):
        PREPARED = "prepared"
        ISSUED = "issued"
        RETURNED = "returned"
        WITHDRAWN = "withdrawn"

    person = models.ForeignKey("personnel.PersonFile", on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=20)
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    issuer = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    placement = models.ForeignKey("personnel.Placement", null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions")
    number = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(default=0)
    signed_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField()
    effective_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    details = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    prepared_by = models.CharField(max_length=200)
    prepared_account = models.PositiveBigIntegerField(null=True, blank=True)
    prepared_at = models.DateTimeField()
    signer_name = models.CharField(max_length=200, blank=True)
    signer_title = models.CharField(max_length=300, blank=True)
    signer_account = models.PositiveBigIntegerField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-effective_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "year", "number"], condition=~Q(number=""), name="personnel_number_once"),
            models.CheckConstraint(condition=~Q(state="issued") | ~Q(number=""), name="personnel_issued_has_number"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "effective_on"], name="personnel_state_day"),
            models.Index(fields=["kind", "effective_at"], name="personnel_kind_day"),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.kind} {self.effective_on}"
