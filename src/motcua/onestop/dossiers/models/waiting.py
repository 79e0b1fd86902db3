"""Why a dossier waits: pauses of the clock, supplements asked for, financial obligations."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Pause(models.Model):
    """A stretch of time that does not count, with its legal reason."""

    class Reason(models.TextChoices):
        SUPPLEMENT = "supplement"
        FINANCIAL_OBLIGATION = "financial_obligation"

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=24, choices=Reason.choices)
    legal_basis = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(ended_at__isnull=True), name="one_open_pause"),
            models.CheckConstraint(
                name="pause_ends_after_start", condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("started_at"))
            ),
        ]


class SupplementRequest(models.Model):
    """One complete list of everything missing, asked once at intake and once in processing.

    `round` counts the hand-ins: papers of the first are 0, of the supplement at intake 1, in processing 2; a further
    request, which only the head of the unit may allow (`escalation`), is 3 at intake and 4 in processing.
    """

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="supplements")
    at_intake = models.BooleanField()
    round = models.PositiveSmallIntegerField()
    escalation = models.OneToOneField("dossiers.Escalation", on_delete=models.PROTECT, related_name="request", null=True)
    items = models.JSONField()
    reason = models.TextField()
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=200)
    answer_by = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "round"], name="supplement_asked_once_per_round"),
            models.UniqueConstraint(
                fields=["dossier", "at_intake"], condition=Q(escalation__isnull=True), name="supplement_asked_once_per_stage"
            ),
        ]


class FinancialObligation(models.Model):
    """An amount the citizen owes another body before the dossier can go on; the clock stops meanwhile."""

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="obligations")
    notice_number = models.CharField(max_length=60)
    payee = models.CharField(max_length=200)
    amount = models.PositiveBigIntegerField()
    requested_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    receipt_number = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "notice_number"], name="obligation_once_per_notice"),
        ]
