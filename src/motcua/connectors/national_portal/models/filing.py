"""A dossier filed at the national portal, as it arrived."""

from typing import ClassVar

from django.db import models


class NationalFiling(models.Model):
    """One filing by its national code, received once. `content` is kept as it came; `problems` lists what could not be mapped.

    `reported` says which state the portal was told of last: it is told again until it knows. Moments are legal but `tried_at`.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        TAKEN_IN = "taken_in"
        REFUSED = "refused"

    national_code = models.CharField(max_length=60, unique=True)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.TextField(blank=True)
    problems = models.JSONField(default=list)
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    reported = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier"], name="filing_one_dossier"),
            models.CheckConstraint(
                name="filing_taken_in_has_dossier", condition=~models.Q(state="taken_in") | models.Q(dossier__isnull=False)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="filing_unreported", condition=~models.Q(reported=models.F("state"))),
        ]

    def __str__(self) -> str:
        return self.national_code
