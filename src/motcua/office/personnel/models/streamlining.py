"""Rounds of streamlining and payments of support: who, on which ground, how much, who agreed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.kernel.actor import Actor
from motcua.office.personnel.models.reach import over, reach_of
from motcua.office.personnel.rights import READ


class RoundQuerySet(models.QuerySet["StreamliningRound"]):
    """Rounds; every list starts from `visible_to`."""

    def visible_to(self, actor: Actor) -> "RoundQuerySet":
        """Those of the actor's agencies."""
        return self if actor.kind == "system" else self.filter(over(reach_of(actor, READ), "unit"))


class StreamliningRound(models.Model):
    """One list of people who leave, of a unit (Decree 108/2014/ND-CP, article 14: lists are made twice a year)."""

    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-year", "-number", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "year", "number"], name="streamlining_round_once")]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


class StreamliningCase(models.Model):
    """One person on a list; `months` of `salary` (đồng a month) make `money` (đồng) by the rule in force on the day of leaving.

    `leaves_at` is eight o'clock of the first day without work: figures are dated by it.
    """

    round = models.ForeignKey(StreamliningRound, on_delete=models.CASCADE, related_name="cases")
    person = models.ForeignKey("personnel.PersonFile", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    case = models.CharField(max_length=30)
    leaves_on = models.DateField()
    leaves_at = models.DateTimeField()
    years_insured = models.DecimalField(max_digits=4, decimal_places=1)
    years_early = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    salary = models.PositiveIntegerField()
    months = models.DecimalField(max_digits=6, decimal_places=2)
    money = models.PositiveBigIntegerField()
    basis = models.CharField(max_length=100)
    approved = models.BooleanField(default=False)
    decision = models.ForeignKey("personnel.Decision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "person"], name="streamlining_person_once")]
        indexes: ClassVar = [models.Index(fields=["approved", "leaves_at"], name="streamlining_day")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.case}"


class SupportQuerySet(models.QuerySet["SupportPayment"]):
    """Payments; every list starts from `visible_to`."""

    def visible_to(self, actor: Actor) -> "SupportQuerySet":
        """Those of people in the actor's charge."""
        return self if actor.kind == "system" else self.filter(over(reach_of(actor, READ), "unit"))


class SupportPayment(models.Model):
    """Support or a bonus for one person: asked for, agreed or refused, put on a pay list."""

    class State(models.TextChoices):
        ASKED = "asked"
        APPROVED = "approved"
        REFUSED = "refused"
        PAID = "paid"

    person = models.ForeignKey("personnel.PersonFile", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    ground = models.CharField(max_length=300)
    amount = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    said = models.CharField(max_length=300, blank=True)
    pay_list = models.PositiveIntegerField(null=True, blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind", "ground"], condition=~Q(state="refused"), name="support_once"),
            models.CheckConstraint(condition=Q(state="asked") | Q(decided_at__isnull=False), name="support_decided"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "decided_at"], name="support_day")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"
