"""Numbered receipts for fees and charges (NĐ 123/2020/NĐ-CP, TT 78/2021/TT-BTC)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import Dossier


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    """Receipts; pages of people start from `visible_to`."""

    def visible_to(self, actor: Actor) -> "ReceiptQuerySet":
        """Those of the dossiers the actor may see."""
        return self.filter(transaction__request__dossier__in=Dossier.objects.visible_to(actor))


class Receipt(models.Model):
    """One receipt, for fees (phí) or for charges (lệ phí), never for both; its number is given once and without gap."""

    class State(models.TextChoices):
        ISSUED = "issued"
        ADJUSTED = "adjusted"
        CANCELLED = "cancelled"

    transaction = models.ForeignKey("payments.Transaction", on_delete=models.PROTECT, related_name="receipts")
    collector = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    template = models.CharField(max_length=20)
    series = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    payer_name = models.CharField(max_length=200)
    payer_number = models.CharField(max_length=20, blank=True)
    payer_address = models.CharField(max_length=300, blank=True)
    items = models.JSONField()
    amount = models.PositiveBigIntegerField()
    refunded = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ISSUED)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["collector", "template", "series", "number"], name="receipt_number_once"),
            models.UniqueConstraint(fields=["transaction", "kind"], name="receipt_once_per_kind"),
            models.CheckConstraint(condition=Q(refunded__lte=F("amount")), name="receipt_refund_at_most"),
        ]
        indexes: ClassVar = [models.Index(fields=["collector", "-id"], name="receipt_collector")]

    def __str__(self) -> str:
        return f"{self.template} {self.series} {self.number:07d}"
