"""A report as it was made, kept to be compared."""

from django.db import models


class ReportRun(models.Model):
    """The figures of one report, as machines read them, with their hash."""

    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    cut_off = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    made_by_id = models.BigIntegerField(null=True)
    figures = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=["unit", "-id"], name="report_run_unit"),)

    def __str__(self) -> str:
        return f"{self.pk}: {self.first} – {self.last}"
