"""Who may act for an organisation, in what, and until when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Representation(models.Model):
    """A person acts for an organisation: as its legal representative, or as staff with a scope.

    A row is never changed but for its end: who stood in when can always be read.
    """

    class Kind(models.TextChoices):
        LEGAL = "legal"
        STAFF = "staff"

    organisation = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="representations")
    person = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="acts_for")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    scope = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    granted_by = models.CharField(max_length=200)
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(revoked_at__isnull=True), name="representation_one_open"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")), name="representation_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.organisation_id}"
