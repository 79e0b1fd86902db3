"""Give the receipts of a payment, numbered without gaps."""

from datetime import datetime

from django.conf import settings

from motcua.blocks.numbering.api import next_number
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.payments.actions.recording import record_money
from motcua.onestop.payments.events import PaymentEvent
from motcua.onestop.payments.models import FeeRequest, Receipt, Transaction
from motcua.onestop.payments.rules.receipts import by_kind, slot_of


def issue_receipts(paid: Transaction, request: FeeRequest, dossier: Dossier, *, at: datetime, actor: Actor) -> list[Receipt]:
    """One receipt per kind (phí and lệ phí have numbers of their own); the files are printed and signed afterwards."""
    owner = dossier.owner
    issued = []
    for kind, items in by_kind(request.items).items():
        slot = slot_of(kind, settings.RECEIPTS["templates"], settings.RECEIPTS["series"], at.date())
        receipt = Receipt.objects.create(
            transaction=paid,
            collector_id=request.collector_id,
            kind=kind,
            template=slot.template,
            series=slot.series,
            number=next_number(f"receipt/{request.collector_id}/{slot.template}/{slot.series}"),
            payer_name=paid.payer_name,
            payer_number=owner.citizen_id or owner.tax_code or "",
            payer_address=owner.address,
            items=items,
            amount=sum(int(item["amount"]) for item in items),
            issued_at=at,
            issued_by=paid.taken_by or request.payee,
        )
        payload = {"receipt": receipt.pk, "number": str(receipt)}
        record_money(request, dossier, PaymentEvent.RECEIPT_ISSUED, actor=actor, at=at, amount=receipt.amount, payload=payload)
        issued.append(receipt)
    return issued
