"""What a citizen said of one dossier."""

from typing import ClassVar

from django.db import models


class Ballot(models.Model):
    """One rating: how satisfied, points per index that citizens answer, and words; it names no person."""

    class Satisfied(models.IntegerChoices):
        NO = 1
        YES = 2
        VERY = 3

    class Way(models.TextChoices):
        WEB = "web"
        KIOSK = "kiosk"
        QR = "qr"

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="ballot")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    satisfied = models.PositiveSmallIntegerField(choices=Satisfied.choices)
    points = models.JSONField(default=dict)  # index -> 0, 1 or 2
    words = models.TextField(blank=True)
    way = models.CharField(max_length=6, choices=Way.choices)
    given_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "given_at"], name="ballot_unit_day")]
        constraints: ClassVar = [models.CheckConstraint(name="ballot_satisfied", condition=models.Q(satisfied__in=[1, 2, 3]))]

    def __str__(self) -> str:
        return f"{self.get_satisfied_display()} {self.given_at:%Y-%m-%d}"
