"""Print a slip, sign it with the certificate of the one-stop unit, and keep the file."""

from django.db import transaction

from motcua.blocks.files.api import store_bytes
from motcua.blocks.permissions.api import require
from motcua.blocks.signing.api import Stamp, ensure_identity, sign_pdf
from motcua.ground.directory.api import unit
from motcua.kernel.actor import Actor
from motcua.onestop.desk.queries.slip_pdf import print_slip_of
from motcua.onestop.desk.rights import SIGN_SLIP
from motcua.onestop.dossiers.api import Slip, note_printed_slip


def sign_slip(slip_id: int, *, actor: Actor) -> Slip:
    """Make the signed file of a slip once; a slip that has its file is left alone."""
    require(actor, SIGN_SLIP)
    slip = Slip.objects.select_related("dossier__owner", "dossier__submitter").get(pk=slip_id)
    if slip.file_id is not None:
        return slip
    desk, pdf = unit(slip.unit_id), print_slip_of(slip)
    if slip.form == Slip.Form.APOLOGY:
        pdf = _signed_by_the_head(slip, pdf)
    identity = ensure_identity(f"agency/{desk.pk}", name=desk.formal_name, title="", organisation=desk.formal_name)
    signed = sign_pdf(pdf, identity_key=identity.key, reason="", location=desk.name, visible=Stamp("agency", place="agency"))
    with transaction.atomic():
        stored = store_bytes(f"{slip.dossier.code}-{slip.form}.pdf", signed, "application/pdf")
        return note_printed_slip(slip.pk, stored, actor=actor)


def _signed_by_the_head(slip: Slip, pdf: bytes) -> bytes:
    """Form 04 bears the signature of the head himself, before that of the unit."""
    body = unit(slip.dossier.competent_id)
    account, title = slip.data["signer_account"], str(slip.data["signer_title"])
    person = ensure_identity(f"person/{account}", name=slip.issued_by, title=title, organisation=body.formal_name)
    by_person = Stamp("person", place="signer")
    return sign_pdf(pdf, identity_key=person.key, reason="", location=body.name, visible=by_person, decided_at=slip.issued_at)
