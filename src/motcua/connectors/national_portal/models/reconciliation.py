"""A comparison of what we told with what the portal holds."""

from typing import ClassVar

from django.db import models


class Reconciliation(models.Model):
    """One comparison over the dossiers submitted from `first` to `last` (legal days)."""

    first = models.DateField()
    last = models.DateField()
    ran_at = models.DateTimeField()
    ours = models.PositiveIntegerField()
    theirs = models.PositiveIntegerField()
    under_way = models.PositiveIntegerField()
    equal = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"


class Difference(models.Model):
    """One dossier on which the two sides differ; `resent_at` (legal) when an operator or a later run sent it again."""

    class Kind(models.TextChoices):
        MISSING_THERE = "missing_there"
        MISSING_HERE = "missing_here"
        STATUS = "status"

    run = models.ForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="differences")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    code = models.CharField(max_length=60)
    ours = models.PositiveSmallIntegerField(null=True)
    theirs = models.PositiveSmallIntegerField(null=True)
    resent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "code"], name="difference_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
