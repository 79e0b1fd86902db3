"""The types of papers of this province, as loaded from its content."""

from typing import ClassVar

from django.db import models


class PaperTypeRow(models.Model):
    """One type of paper; `content` is what the file says."""

    code = models.CharField(max_length=40, unique=True)
    place = models.PositiveIntegerField()
    content = models.JSONField()

    class Meta:
        ordering: ClassVar = ["place"]

    def __str__(self) -> str:
        return self.code
