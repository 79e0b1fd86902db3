"""Somebody acts for somebody else: by a paper of authorisation, or as a helper with recorded consent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Mandate(models.Model):
    """The record that one person may act for another in one draft or dossier; ended, never deleted (NĐ 61/2018 a.16)."""

    class Proof(models.TextChoices):
        """How it was given: a paper of authorisation, a code read back from the owner's phone, a signed consent."""

        AUTHORISATION = "authorisation"
        CODE = "code"
        SIGNED_PAPER = "signed_paper"

    draft = models.OneToOneField("dossiers.Draft", on_delete=models.CASCADE, related_name="mandate", null=True)
    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="mandate", null=True)
    owner = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    submitter = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    acting = models.CharField(max_length=12)
    proof = models.CharField(max_length=16, choices=Proof.choices)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    given_at = models.DateTimeField()
    given_before = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="mandate_of_one_matter",
                condition=Q(draft__isnull=True, dossier__isnull=False) | Q(draft__isnull=False, dossier__isnull=True),
            ),
            models.CheckConstraint(name="mandate_between_two", condition=~Q(owner=models.F("submitter"))),
        ]

    def __str__(self) -> str:
        return f"{self.submitter_id} for {self.owner_id}"
