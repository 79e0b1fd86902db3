"""What the head of a unit decides about a dossier: a second request for papers, and an apology with a new date."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Escalation(models.Model):
    """An officer asked again for what could be seen the first time: he is stopped, and the head decides, once per stage."""

    class Decision(models.TextChoices):
        ALLOWED = "allowed"
        DISMISSED = "dismissed"

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="escalations")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    at_intake = models.BooleanField()
    items = models.JSONField()
    visible = models.JSONField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    asked_by_account = models.BigIntegerField(null=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "at_intake"], name="escalated_once_per_stage"),
            models.CheckConstraint(
                name="escalation_decided_with_a_reason",
                condition=Q(decision="", decided_at__isnull=True) | (Q(decided_at__isnull=False) & ~Q(decision="") & ~Q(decided_reason="")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit"], name="escalation_open", condition=Q(decision=""))]


class Apology(models.Model):
    """The apology for a late result: drafted by a job before the limit passes, signed by the head with one new date at most.

    `due_at` is the law's due moment for which it was drafted; a draft whose dossier has another one by now counts no more.
    """

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="apology")
    due_at = models.DateTimeField()
    drafted_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    new_due_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=200, blank=True)
    slip = models.OneToOneField("dossiers.Slip", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="apology_signed_with_reason_and_date",
                condition=Q(signed_at__isnull=True, new_due_at__isnull=True)
                | (Q(signed_at__isnull=False, new_due_at__gt=F("due_at")) & Q(new_due_at__gt=F("signed_at")) & ~Q(reason="")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_at"], name="apology_drafts", condition=Q(signed_at__isnull=True))]


class CountedCalendar(models.Model):
    """With which calendar of working days the promises of running dossiers were counted last."""

    fingerprint = models.CharField(max_length=64, unique=True)
    counted_at = models.DateTimeField()
