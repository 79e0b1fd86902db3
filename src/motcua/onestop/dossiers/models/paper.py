"""A paper of a draft or of a dossier: one stored file for one component."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Paper(models.Model):
    """One stored file handed in for a component; belongs to a draft until the draft is submitted."""

    class Origin(models.TextChoices):
        """Where the file comes from; `reference` names the document there."""

        UPLOAD = "upload"
        SCAN = "scan"
        VAULT = "vault"
        RESULT = "result"
        REGISTER = "register"

    class Digitised(models.IntegerChoices):
        """State of digitisation of a component (national codes, domain 3.1)."""

        NOT = 0, "not digitised"
        DIGITISED = 1, "digitised"
        REUSED = 2, "reused"
        REUSED_RESULT = 3, "reused from a result"

    draft = models.ForeignKey("dossiers.Draft", on_delete=models.CASCADE, related_name="papers", null=True)
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="papers", null=True)
    component_key = models.CharField(max_length=60)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    round = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.UPLOAD)
    reference = models.CharField(max_length=120, blank=True)
    digitised = models.PositiveSmallIntegerField(choices=Digitised.choices, default=Digitised.NOT)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="paper_of_one_owner",
                condition=Q(draft__isnull=True, dossier__isnull=False) | Q(draft__isnull=False, dossier__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name
