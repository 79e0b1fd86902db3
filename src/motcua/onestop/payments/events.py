"""What can happen to the money of a dossier; the stream is that of the request for payment."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.errors import words

STREAM = "payment"


class PaymentEvent(StrEnum):
    """The kinds of events in the stream of a request for payment; every payload has the code of the dossier and the amount."""

    REQUESTED = "payment.requested"  # code, amount, when
    STARTED = "payment.started"  # code, amount, gateway, reference
    PAID = "payment.paid"  # code, amount, gateway, reference, receipts
    FAILED = "payment.failed"  # code, amount, gateway, reference, why
    CANCELLED = "payment.cancelled"  # code, amount
    RECEIPT_ISSUED = "payment.receipt_issued"  # code, amount, receipt, number
    REFUND_REQUESTED = "payment.refund_requested"  # code, amount, reason, automatic
    REFUND_APPROVED = "payment.refund_approved"  # code, amount
    REFUND_REJECTED = "payment.refund_rejected"  # code, amount, reason
    REFUNDED = "payment.refunded"  # code, amount, reference
    SETTLED = "payment.settled"  # gateway, day, lines
    MISMATCH_RESOLVED = "payment.mismatch_resolved"  # gateway, day, reference, way
    SIGNED_OFF = "payment.signed_off"  # gateway, day


SENTENCES: Mapping[PaymentEvent, str] = {
    PaymentEvent.REQUESTED: words("A payment is asked for."),
    PaymentEvent.STARTED: words("A payment was started."),
    PaymentEvent.PAID: words("The payment came in."),
    PaymentEvent.FAILED: words("The payment did not succeed."),
    PaymentEvent.CANCELLED: words("The payment is no longer asked for."),
    PaymentEvent.RECEIPT_ISSUED: words("A receipt was issued."),
    PaymentEvent.REFUND_REQUESTED: words("A refund is asked for."),
    PaymentEvent.REFUND_APPROVED: words("The refund was approved."),
    PaymentEvent.REFUND_REJECTED: words("The refund was not approved."),
    PaymentEvent.REFUNDED: words("The money went back."),
    PaymentEvent.SETTLED: words("A settlement was taken in."),
    PaymentEvent.MISMATCH_RESOLVED: words("An exception of the reconciliation was resolved."),
    PaymentEvent.SIGNED_OFF: words("The reconciliation was signed off."),
}
