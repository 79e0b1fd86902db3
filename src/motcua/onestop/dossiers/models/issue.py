"""What the office issues: slips to the citizen and the result."""

from typing import ClassVar

from django.db import models


class Slip(models.Model):
    """A numbered slip of one set of forms (TT 01/2018 or TT 03/2025); the file appears when it is printed and signed."""

    class Form(models.TextChoices):
        RECEIPT = "01"
        SUPPLEMENT = "02"
        REFUSAL = "03"
        APOLOGY = "04"
        STOPPING = "05"

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="slips")
    form = models.CharField(max_length=2, choices=Form.choices)
    form_set = models.CharField(max_length=4, default="2018")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    data = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=200)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "form", "year", "number"], name="slip_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.form}/{self.number}/{self.year}"


class Result(models.Model):
    """The decision on a dossier: its number, who signed, and the signed file anyone can verify."""

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="result")
    issuer = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    decided_at = models.DateTimeField()
    signer_account = models.PositiveBigIntegerField(null=True)
    signer_name = models.CharField(max_length=200)
    signer_title = models.CharField(max_length=200)
    verification_code = models.CharField(max_length=32, unique=True)
    data = models.JSONField(default=dict)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    signed_at = models.DateTimeField(null=True)
    return_method = models.CharField(max_length=20, blank=True)
    returned_to = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "series", "year", "number"], name="result_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.series}"
