"""Money on its way back: asked for, approved by a leader, sent, done."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.payments.rules.states import Returning


class RefundQuerySet(models.QuerySet["Refund"]):
    """Refunds; pages of people start from `visible_to`."""

    def visible_to(self, actor: Actor) -> "RefundQuerySet":
        """Those of the dossiers the actor may see."""
        return self.filter(transaction__request__dossier__in=Dossier.objects.visible_to(actor))


class Refund(models.Model):
    """One refund of a transaction; `automatic` when the house itself found a surplus. One open or done per transaction."""

    transaction = models.ForeignKey("payments.Transaction", on_delete=models.PROTECT, related_name="refunds")
    reference = models.CharField(max_length=50, unique=True)
    amount = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=500)
    automatic = models.BooleanField(default=False)
    account_number = models.CharField(max_length=40, blank=True)
    account_name = models.CharField(max_length=200, blank=True)
    bank = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=[(s.value, s.name) for s in Returning], default=Returning.REQUESTED.value)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decision_note = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    proof = models.CharField(max_length=100, blank=True)

    objects = RefundQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["transaction"], condition=~Q(state="rejected"), name="one_refund_per_transaction"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_is_money"),
        ]
        indexes: ClassVar = [models.Index(fields=["done_on"], name="refund_day", condition=Q(state="done"))]

    def __str__(self) -> str:
        return self.reference
