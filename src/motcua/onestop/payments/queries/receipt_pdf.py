"""A receipt as PDF: the signed file, or at once an unsigned print while the signature is still being made."""

from pathlib import Path

from django.conf import settings

from motcua.blocks.files.api import read_bytes
from motcua.blocks.printing.api import qr_svg, render_pdf
from motcua.ground.directory.api import superior_of, unit
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import NotFound, words
from motcua.onestop.dossiers.api import place_name, place_of_province
from motcua.onestop.payments.models import Receipt
from motcua.onestop.payments.rules.receipts import MEANS, TITLES, amount_in_words

_TEMPLATE = Path(__file__).resolve().parents[1] / "receipts" / "receipt.typ"


def receipt_pdf(receipt_id: int, *, actor: Actor) -> tuple[str, bytes]:
    """Name and bytes of a receipt of a dossier the actor may see; `NotFound` otherwise."""
    receipt = Receipt.objects.visible_to(actor).select_related("file", "transaction__request__dossier").filter(pk=receipt_id).first()
    if receipt is None:
        raise NotFound(words("There is no such receipt that you may see."))
    return file_name(receipt), read_bytes(receipt.file) if receipt.file else print_of(receipt)


def file_name(receipt: Receipt) -> str:
    """The name under which it is saved."""
    return f"bien-lai-{receipt.template}-{receipt.series}-{receipt.number:07d}.pdf"


def print_of(receipt: Receipt) -> bytes:
    """The receipt in the layout of a receipt without denomination, not signed; one taken back says so across the page."""
    paid, body = receipt.transaction, unit(receipt.collector_id)
    superior, code = superior_of(body), paid.request.dossier.code
    data = {
        "title": TITLES[receipt.kind],
        "agency": {"superior": superior.formal_name if superior else "", "name": body.formal_name, "address": body.address},
        "template": receipt.template,
        "series": receipt.series,
        "number": f"{receipt.number:07d}",
        "place": place_name(body.name, default=place_of_province(body)),
        "date": receipt.issued_at.astimezone(VIETNAM).date().isoformat(),
        "dossier_code": code,
        "payer": {"name": receipt.payer_name, "number": receipt.payer_number, "address": receipt.payer_address},
        "items": [{"name": item["vi"], "amount": item["amount"]} for item in receipt.items],
        "amount": receipt.amount,
        "in_words": amount_in_words(receipt.amount),
        "means": MEANS[paid.means],
        "reference": paid.reference,
        "collector": receipt.issued_by,
        "status_url": f"{settings.PUBLIC_URL}/tra-cuu/?ma={code}",
    }
    return render_pdf(_TEMPLATE, data, images={"qr": qr_svg(str(data["status_url"]))}, at=receipt.issued_at)
