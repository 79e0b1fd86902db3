"""What a gateway may know of the money it took: the payment and its receipts, and nothing that came in another way."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.blocks.files.api import read_bytes
from motcua.onestop.payments.models import Receipt, Transaction
from motcua.onestop.payments.queries.receipt_pdf import file_name, print_of

MOST = 10


@dataclass(frozen=True, slots=True)
class BilledReceipt:
    """One receipt with its print: signed, or unsigned for the moment between payment and signature."""

    receipt: Receipt
    name: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Bill:
    """A payment that counts, and its receipts."""

    transaction: Transaction
    receipts: Sequence[BilledReceipt]


def bills_of(gateway: str, *, reference: str = "", code: str = "") -> list[Bill]:
    """The payments that this gateway took, by its reference of one or by the code of a dossier; the first ones, at most ten.

    Three queries and one file for each receipt. The caller has made sure that it is the gateway who asks, and notes the reading.
    """
    asked = {"reference": reference} if reference else {"request__dossier__code": code}
    if not any(asked.values()):
        return []
    paid = Transaction.objects.counted().filter(gateway=gateway, **asked).order_by("pk").select_related("request__dossier")
    paid = paid.prefetch_related("receipts__file", "receipts__transaction__request__dossier")
    return [Bill(one, [_printed(receipt) for receipt in one.receipts.all()]) for one in paid[:MOST]]


def _printed(receipt: Receipt) -> BilledReceipt:
    return BilledReceipt(receipt, file_name(receipt), read_bytes(receipt.file) if receipt.file else print_of(receipt))
