"""The dossier: what was asked, of whom, where it stands and when it is due."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from motcua.blocks.permissions.api import holdings_with
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.rights import READ
from motcua.onestop.dossiers.rules.fees import AT_RETURN, BEFORE, DURING, due_before_intake, still_owed
from motcua.onestop.dossiers.rules.transitions import RUNNING, Status

OPEN = (Status.RECEIVED, Status.IN_PROCESS, Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED)


SIMULATION = "simulation"


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Dossiers; every list and page starts from `visible_to`."""

    def visible_to(self, actor: Actor) -> "DossierQuerySet":
        """Those the actor may see.

        A citizen sees the dossiers he owns or handed in; an official those in which a unit at or
        below the unit of one of his posts takes part; the system sees all; nobody else sees any.
        """
        if actor.kind == "system":
            return self.all()
        if actor.kind == "citizen" and actor.party_id is not None:
            return self.filter(Q(owner_id=actor.party_id) | Q(submitter_id=actor.party_id))
        paths = {holding.unit_path for holding in holdings_with(actor, READ)}
        if not paths:
            return self.none()
        below = Q()
        for path in paths:
            below |= Q(unit__path__startswith=path)
        return self.filter(Exists(Participation.objects.filter(below, dossier_id=OuterRef("pk"))))


class Dossier(models.Model):
    """One application in its whole life, whatever the channel."""

    class Channel(models.IntegerChoices):
        """How it was handed in (national field KenhThucHien)."""

        DESK = 1, "desk"
        ONLINE = 2, "online"
        POST = 3, "post"

    class ReturnWish(models.TextChoices):
        """How the applicant wants the result; the slip says so, the desk may still hand it over otherwise."""

        COUNTER = "counter"
        POST = "post"
        ELECTRONIC = "electronic"

    class Acting(models.TextChoices):
        """In whose name the submitter came (NĐ 61/2018 a.16): his own, by authorisation on paper, or helping with consent."""

        SELF = "self"
        AUTHORISED = "authorised"
        HELPER = "helper"

    class MessagesTo(models.TextChoices):
        """Who is told about the steps of the dossier."""

        OWNER = "owner"
        SUBMITTER = "submitter"
        BOTH = "both"

    code = models.CharField(max_length=40, unique=True)
    submission_key = models.UUIDField(unique=True)
    procedure = models.ForeignKey("catalogue.Procedure", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("catalogue.ProcedureVersion", on_delete=models.PROTECT, related_name="+")
    case_key = models.CharField(max_length=60)
    channel = models.PositiveSmallIntegerField(choices=Channel.choices)
    competent = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    submitter = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    acting = models.CharField(max_length=12, choices=Acting.choices, default="self")
    messages_to = models.CharField(max_length=12, choices=MessagesTo.choices, default="owner")
    owner_name = models.CharField(max_length=200)
    search_text = models.CharField(max_length=300)
    answers = models.JSONField(default=dict)
    fees = models.JSONField(default=list)
    fee_total = models.PositiveBigIntegerField(default=0)
    fee_collected = models.PositiveBigIntegerField(default=0)
    fee_refunded = models.PositiveBigIntegerField(default=0)
    fee_due_when = models.CharField(max_length=12, blank=True, choices=[(w, w) for w in (BEFORE, DURING, AT_RETURN)])
    return_wish = models.CharField(max_length=12, choices=ReturnWish.choices, default="counter")
    status = models.CharField(max_length=24, choices=[(s.value, s.name) for s in Status], default=Status.SUBMITTED.value)
    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    clock_from = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    new_due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    timing = models.CharField(max_length=8, blank=True)
    ended_reason = models.TextField(blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    foreign_code = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="children", null=True)
    part_key = models.CharField(max_length=60, blank=True)  # which part of the parent's bundle this is
    for_other = models.BooleanField(default=False)  # taken in at a desk that serves another territory (NĐ 107/2021)
    return_desk = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+", null=True)  # None: the receiver
    origin = models.CharField(max_length=20, blank=True, default="")  # taken over: from which system; SIMULATION: invented. "": our own

    objects = DossierQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "-id"], name="dossier_owner"),
            models.Index(fields=["submitter", "-id"], name="dossier_submitter"),
            models.Index(fields=["search_text"], name="dossier_search"),
            models.Index(fields=["receiver", "submitted_at"], name="dossier_waiting", condition=Q(status="submitted")),
            models.Index(fields=["competent", "due_at"], name="dossier_open", condition=Q(status__in=[s.value for s in OPEN])),
            models.Index(fields=["competent", "received_at"], name="dossier_received"),
            models.Index(fields=["receiver", "received_at"], name="dossier_for_other", condition=Q(for_other=True)),
            models.Index(fields=["competent", "ended_at"], name="dossier_ended"),
            models.Index(fields=["due_at"], name="dossier_running", condition=Q(status__in=sorted(RUNNING))),
            models.Index(fields=["receiver", "ended_at"], name="dossier_uncollected", condition=Q(status="resolved")),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "part_key"], name="part_once_in_bundle"),
            models.CheckConstraint(
                name="dossier_ended_when_it_says_so",
                condition=Q(ended_at__isnull=False) | Q(status__in=[s.value for s in (Status.SUBMITTED, *OPEN)]),
            ),
            models.CheckConstraint(
                name="dossier_due_after_received",
                condition=Q(due_at__isnull=True) | Q(received_at__isnull=True) | Q(due_at__gte=models.F("received_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_simulated(self) -> bool:
        """Whether nothing of it is real: person, wish and result are invented, and no paper was ever made."""
        return self.origin == SIMULATION

    @property
    def fee_owed(self) -> int:
        """What is still to be paid of the fees, in đồng."""
        return still_owed(total=self.fee_total, collected=self.fee_collected, refunded=self.fee_refunded)

    @property
    def fee_owed_before(self) -> int:
        """What is still to be paid before the dossier can be received, in đồng."""
        before = due_before_intake(self.fees, self.fee_due_when)
        return still_owed(total=before, collected=self.fee_collected, refunded=self.fee_refunded)


class Participation(models.Model):
    """A unit takes part in a dossier: the ground of every official's right to see it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="participations")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "unit"], name="participation_once")]
        indexes: ClassVar = [models.Index(fields=["unit", "-dossier"], name="participation_unit")]
