"""Reactions of payments to dossiers and to their own events; joined in the wiring."""

from collections.abc import Sequence

from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import enqueue
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.payments.events import PaymentEvent
from motcua.onestop.payments.jobs import cancel_requests_of, open_requests_of, print_receipt_of, send_refund_of, settle_elsewhere_of
from motcua.onestop.payments.models import Refund

OPENING = (DossierEvent.SUBMITTED, DossierEvent.PAYMENT_REQUESTED)
ENDING = (DossierEvent.REFUSED, DossierEvent.WITHDRAWN, DossierEvent.STOPPED)
KINDS = (*OPENING, *ENDING, DossierEvent.PAYMENT_SETTLED, PaymentEvent.RECEIPT_ISSUED, PaymentEvent.REFUND_APPROVED)


def follow(events: Sequence[Event]) -> None:
    """Order the work that follows; every job does the same when run twice."""
    for event in events:
        if event.kind in OPENING:
            enqueue(open_requests_of, event.stream_id, key=f"payments/open/{event.stream_id}")
        elif event.kind in ENDING:
            enqueue(cancel_requests_of, event.stream_id, key=f"payments/cancel/{event.stream_id}")
        elif event.kind == DossierEvent.PAYMENT_SETTLED:
            enqueue(settle_elsewhere_of, event.stream_id, key=f"payments/settled/{event.stream_id}")
        elif event.kind == PaymentEvent.RECEIPT_ISSUED:
            enqueue(print_receipt_of, event.payload["receipt"], key=f"receipt/{event.payload['receipt']}")
        elif event.kind == PaymentEvent.REFUND_APPROVED and event.payload.get("online"):
            reference = Refund.objects.values_list("reference", flat=True).get(pk=event.payload["refund"])
            enqueue(send_refund_of, reference, key=f"refund/{reference}")
