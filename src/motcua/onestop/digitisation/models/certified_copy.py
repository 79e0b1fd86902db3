"""The record of a certified electronic copy."""

from typing import ClassVar

from django.db import models


class CertifiedCopy(models.Model):
    """A result that certifies an electronic copy of an original: which component, how many pages, of which files (SHA-256)."""

    result = models.OneToOneField("dossiers.Result", on_delete=models.PROTECT, related_name="certified_copy")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    procedure_code = models.CharField(max_length=16)
    component_key = models.CharField(max_length=60)
    pages = models.PositiveIntegerField()
    sources = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="certified_copy_has_pages", condition=models.Q(pages__gt=0))]
        indexes: ClassVar = [models.Index(fields=["unit", "made_at"], name="certified_copy_unit")]

    def __str__(self) -> str:
        return f"{self.procedure_code} {self.result_id}"
