"""What was foretold of a dossier on a day, and what happened."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Foretold(models.Model):
    """One dossier on one day: whether it will be late, how likely, and why (the main reason first). `was_late` is filled in afterwards."""

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    due_at = models.DateTimeField()
    chance = models.PositiveSmallIntegerField()  # per cent
    says_late = models.BooleanField()
    main = models.CharField(max_length=20)
    reasons = models.JSONField()  # [{reason, ...numbers}]
    post_unit_id = models.BigIntegerField(null=True)
    post_role = models.CharField(max_length=40, blank=True)
    was_late = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "made_on"], name="foretold_once_a_day")]
        indexes: ClassVar = [
            models.Index(fields=["made_on", "unit"], name="foretold_day"),
            models.Index(fields=["due_at"], name="foretold_open", condition=Q(was_late__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.made_on} {self.chance} %"
