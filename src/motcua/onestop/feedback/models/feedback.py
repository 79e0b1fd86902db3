"""The feedback: what was sent, by whom, where it lies, and by when it must be answered."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from motcua.blocks.permissions.api import holdings_with
from motcua.kernel.actor import Actor
from motcua.onestop.feedback.rights import READ
from motcua.onestop.feedback.rules.transitions import Status


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Feedback; every list of officials starts from `visible_to`."""

    def visible_to(self, actor: Actor) -> "FeedbackQuerySet":
        """Those the actor may read: the sender his own, officials those that lay or lie at or below one of their units, the system all."""
        if actor.kind == "system":
            return self.all()
        if actor.kind == "citizen" and actor.party_id is not None:
            return self.filter(party_id=actor.party_id)
        paths = {holding.unit_path for holding in holdings_with(actor, READ)}
        if not paths:
            return self.none()
        below = Q()
        for path in paths:
            below |= Q(unit__path__startswith=path)
        return self.filter(Exists(Station.objects.filter(below, feedback_id=OuterRef("pk"))))


class Feedback(models.Model):
    """One feedback in its whole life. What the sender wrote stays as it was written; the public sees only `Publication`."""

    class Channel(models.TextChoices):
        WEB = "web"
        NATIONAL = "national"
        DESK = "desk"
        PHONE = "phone"
        POST = "post"
        EMAIL = "email"

    code = models.CharField(max_length=30, unique=True)
    submission_key = models.UUIDField(unique=True)
    secret_hash = models.CharField(max_length=64)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    foreign_code = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=12)
    topic = models.CharField(max_length=40)
    urgency = models.CharField(max_length=12, default="normal")
    title = models.CharField(max_length=200)
    text = models.TextField()
    search_text = models.TextField()
    place = models.ForeignKey("directory.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    place_text = models.CharField(max_length=300, blank=True)
    dossier = models.ForeignKey("dossiers.Dossier", null=True, on_delete=models.PROTECT, related_name="+")
    dossier_code = models.CharField(max_length=40, blank=True)
    wants_public = models.BooleanField(default=True)
    anonymous = models.BooleanField(default=False)
    hide_name = models.BooleanField(default=True)
    party = models.ForeignKey("parties.Party", null=True, on_delete=models.PROTECT, related_name="+")
    sender_name = models.CharField(max_length=200, blank=True)
    sender_phone = models.CharField(max_length=20, blank=True)
    sender_email = models.CharField(max_length=200, blank=True)
    sender_address = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=24, choices=[(s.value, s.name) for s in Status], default=Status.SENT.value)
    held_reason = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    assignee_id = models.BigIntegerField(null=True)
    accused = models.ForeignKey("directory.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    sent_at = models.DateTimeField()
    clock_from = models.DateTimeField()
    intake_due_at = models.DateTimeField(null=True)
    supplement_due_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    publish_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    extended_at = models.DateTimeField(null=True)
    extension_reason = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    timing = models.CharField(max_length=8, blank=True)
    rating = models.CharField(max_length=12, blank=True)
    rated_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_reason = models.TextField(blank=True)
    end_ground = models.CharField(max_length=40, blank=True)
    end_text = models.TextField(blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["status", "due_at"], name="feedback_due"),
            models.Index(fields=["unit", "due_at"], name="feedback_of_unit"),
            models.Index(fields=["party", "-id"], name="feedback_of_party"),
            models.Index(fields=["sent_at"], name="feedback_sent"),
            models.Index(fields=["-published_at"], name="feedback_public", condition=Q(published_at__isnull=False)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["foreign_code"], condition=~Q(foreign_code=""), name="feedback_foreign_code_once"),
            models.CheckConstraint(
                name="feedback_named_or_anonymous", condition=Q(anonymous=True, party__isnull=True, sender_name="") | ~Q(sender_name="")
            ),
            models.CheckConstraint(name="feedback_held_has_reason", condition=~Q(status="sent") | ~Q(held_reason="")),
        ]

    def __str__(self) -> str:
        return self.code


class Station(models.Model):
    """A unit at which a feedback lay: the ground of its officials' right to read it, and a link of the chain that all can see."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="stations")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    came_by = models.CharField(max_length=12)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "-feedback"], name="feedback_station_unit")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feedback"], condition=Q(until__isnull=True), name="feedback_lies_at_one_place"),
        ]
