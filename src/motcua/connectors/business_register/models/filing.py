"""What was filed with the register and what it said last."""

from django.db import models


class RegisterFiling(models.Model):
    """One dossier filed there, once; `step` only grows, so that a late message cannot put the status back."""

    dossier_code = models.CharField(max_length=40, unique=True)
    foreign_code = models.CharField(max_length=40, unique=True)
    status = models.CharField(max_length=20)
    step = models.PositiveIntegerField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.dossier_code} {self.foreign_code}"


class Delivery(models.Model):
    """The number of a message that was taken in; the same number is never taken in twice (real time)."""

    number = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField(db_index=True)
