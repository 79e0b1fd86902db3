"""The report's sections and sentences as loaded, from the day they hold."""

from django.db import models


class ReportDefinition(models.Model):
    """One edition; of one day the newest holds."""

    valid_from = models.DateField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.valid_from} {self.sha256[:8]}"
