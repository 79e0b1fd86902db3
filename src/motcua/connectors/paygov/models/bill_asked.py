"""Which questions for a bill were answered."""

from django.db import models


class BillAsked(models.Model):
    """The number of a question (MaYeuCau) that was answered; the same number is never answered twice (real time)."""

    number = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.number
