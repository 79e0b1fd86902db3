"""Print a receipt, sign it with the certificate of the agency that collects, and keep the file."""

from django.db import transaction

from motcua.blocks.files.api import store_bytes
from motcua.blocks.permissions.api import require
from motcua.blocks.signing.api import Stamp, ensure_identity, sign_pdf
from motcua.ground.directory.api import unit
from motcua.kernel.actor import Actor
from motcua.onestop.payments.models import Receipt
from motcua.onestop.payments.queries.receipt_pdf import file_name, print_of
from motcua.onestop.payments.rights import PRINT_RECEIPT


def print_receipt(receipt_id: int, *, actor: Actor) -> Receipt:
    """Make the signed file of a receipt once; a receipt that has its file is left alone."""
    require(actor, PRINT_RECEIPT)
    receipt = Receipt.objects.select_related("transaction__request__dossier").get(pk=receipt_id)
    if receipt.file_id is not None:
        return receipt
    body = unit(receipt.collector_id)
    identity = ensure_identity(f"agency/{body.pk}", name=body.formal_name, title="", organisation=body.formal_name)
    signed = sign_pdf(print_of(receipt), identity_key=identity.key, location=body.name, visible=Stamp("agency", place="agency"))
    with transaction.atomic():
        held = Receipt.objects.select_for_update().get(pk=receipt_id)
        if held.file_id is None:
            held.file = store_bytes(file_name(receipt), signed, "application/pdf")
            held.save(update_fields=["file"])
    return held
