"""A request for payment: what a dossier owes in one go; and the transactions that try to pay it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.payments.rules.owed import AT_RETURN, BEFORE, DURING
from motcua.onestop.payments.rules.states import Asked, Paying


class FeeRequest(models.Model):
    """Fees and charges of a dossier due at one moment, or one financial obligation (`notice`)."""

    class When(models.TextChoices):
        BEFORE = BEFORE
        DURING = DURING
        AT_RETURN = AT_RETURN

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="fee_requests")
    when = models.CharField(max_length=12, choices=When.choices)
    notice = models.CharField(max_length=60, blank=True)
    collector = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    payee = models.CharField(max_length=200)
    items = models.JSONField()
    amount = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=[(s.value, s.name) for s in Asked], default=Asked.UNPAID.value)
    asked_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "when", "notice"], name="fee_asked_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="fee_asked_is_money"),
            models.CheckConstraint(condition=Q(paid_at__isnull=False) | ~Q(state__in=["paid", "refunded"]), name="fee_paid_has_moment"),
        ]
        indexes: ClassVar = [models.Index(fields=["collector", "-id"], name="fee_request_collector")]

    @property
    def is_open(self) -> bool:
        """Whether it can still be paid."""
        return self.state in {Asked.UNPAID, Asked.PENDING}


class TransactionQuerySet(models.QuerySet["Transaction"]):
    """Transactions; pages of people start from `visible_to`."""

    def visible_to(self, actor: Actor) -> "TransactionQuerySet":
        """Those of the dossiers the actor may see."""
        return self.filter(request__dossier__in=Dossier.objects.visible_to(actor))

    def counted(self) -> "TransactionQuerySet":
        """Those that paid a request; at most one of each."""
        return self.filter(counts=True)


class Transaction(models.Model):
    """One try to pay a request: by a gateway, in cash or by a transfer that somebody noted.

    `counts` marks the one success that paid the request; every other success is a surplus with a refund of its own.
    `paid_on` is the day by which the partner settles it; `settled_on` the day of the settlement that named it.
    """

    class Means(models.TextChoices):
        CASH = "cash"
        TRANSFER = "transfer"
        ONLINE = "online"

    request = models.ForeignKey(FeeRequest, on_delete=models.PROTECT, related_name="transactions")
    means = models.CharField(max_length=8, choices=Means.choices)
    gateway = models.CharField(max_length=20)
    reference = models.CharField(max_length=50, unique=True)
    amount = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=[(s.value, s.name) for s in Paying], default=Paying.STARTED.value)
    counts = models.BooleanField(default=False)
    refunded = models.PositiveBigIntegerField(default=0)
    gateway_code = models.CharField(max_length=60, blank=True)
    bank = models.CharField(max_length=60, blank=True)
    why = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    payer_id = models.BigIntegerField(null=True)
    payer_name = models.CharField(max_length=200)
    taken_by = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    asked_about_at = models.DateTimeField()  # real time
    paid_at = models.DateTimeField(null=True)
    paid_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)

    objects = TransactionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request"], condition=Q(counts=True), name="fee_paid_once"),
            models.CheckConstraint(condition=Q(counts=False) | Q(state__in=["succeeded", "refunded"]), name="only_success_counts"),
            models.CheckConstraint(condition=Q(refunded__lte=F("amount")), name="refund_at_most_paid"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="transaction_is_money"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["asked_about_at"], name="transaction_silent", condition=Q(state="started")),
            models.Index(fields=["gateway", "paid_on"], name="transaction_day"),
        ]

    def __str__(self) -> str:
        return self.reference
