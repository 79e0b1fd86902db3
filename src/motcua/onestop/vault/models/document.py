"""A document in the vault of a person or organisation."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.onestop.vault.rules.trust import Trust


class VaultDocument(models.Model):
    """One document with what is known of it (domain 3.2). `source_key` names what it was filled from, so that it is filled once.

    A deleted one stays as an empty stub: without it the next event would bring the document back.
    """

    class Source(models.TextChoices):
        """Where it came from."""

        RESULT = "result"
        PAPER = "paper"
        SCAN = "scan"
        UPLOAD = "upload"

    owner = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    source_key = models.CharField(max_length=80, unique=True)
    source = models.CharField(max_length=8, choices=Source.choices)
    id_code = models.CharField(max_length=160)
    name = models.CharField(max_length=300)
    search_text = models.CharField(max_length=300)
    type_code = models.CharField(max_length=40, blank=True)
    trust = models.PositiveSmallIntegerField(choices=[(level.value, level.name) for level in Trust])
    owner_name = models.CharField(max_length=200)
    owner_number = models.CharField(max_length=20, blank=True)
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+", null=True)
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    procedure_code = models.CharField(max_length=16, blank=True)
    component_key = models.CharField(max_length=60, blank=True)
    field_code = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True)
    agency = models.CharField(max_length=300, blank=True)
    signer = models.CharField(max_length=300, blank=True)
    abstract = models.TextField(blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    scope = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    added_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "-id"], name="vault_owner"),
            models.Index(fields=["owner", "type_code"], name="vault_offer", condition=Q(deleted_at__isnull=True, hidden_at__isnull=True)),
            models.Index(fields=["unit", "procedure_code"], name="vault_unit"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="vault_file_unless_deleted",
                condition=Q(file__isnull=False, deleted_at__isnull=True) | Q(file__isnull=True, deleted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="vault_results_are_never_deleted", condition=Q(deleted_at__isnull=True) | Q(trust__lt=Trust.CERTIFIED.value)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class VaultVersion(models.Model):
    """An earlier or the present file of a document, in order."""

    document = models.ForeignKey(VaultDocument, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    trust = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "number"], name="vault_version_once")]
