"""An envelope that the public post carries between citizen and desk (QĐ 45/2016/QĐ-TTg)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.onestop.desk.rules.parcel_turns import ON_THE_WAY, ParcelState


class Parcel(models.Model):
    """One order at the post. `number` is ours and told to the post, so that an order told twice is one order.

    Going in it brings papers to the desk, before there is a dossier; going out it brings the result, and collects `cod` (đồng).
    `step` only grows: what the post says late cannot put the state back. `cod_unexplained`: the postman
    collected what was paid another way meanwhile, and the money has to go back. `settled` says what was done about a failure.
    """

    class Direction(models.TextChoices):
        IN = "in"
        OUT = "out"

    number = models.CharField(max_length=60, unique=True)
    direction = models.CharField(max_length=3, choices=Direction.choices)
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+", null=True)
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="parcels", null=True)
    procedure_code = models.CharField(max_length=20, blank=True)
    waybill = models.CharField(max_length=40, blank=True)
    cod = models.PositiveBigIntegerField(default=0)
    cod_unexplained = models.BooleanField(default=False)
    person = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    phone = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12, choices=[(one.value, one.name) for one in ParcelState], default=ParcelState.ORDERED.value)
    step = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True)
    ordered_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    settled = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(direction="out", state__in=[one.value for one in ON_THE_WAY]),
                name="one_parcel_out_at_a_time",
            ),
            models.UniqueConstraint(fields=["waybill"], condition=~Q(waybill=""), name="parcel_waybill_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "direction", "state"], name="parcel_desk")]

    def __str__(self) -> str:
        return self.number
