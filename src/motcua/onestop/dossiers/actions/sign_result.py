"""Print the result of a resolved dossier, sign it as the leader and as the agency, and keep the file."""

from django.conf import settings
from django.db import transaction

from motcua.blocks.files.api import store_bytes
from motcua.blocks.permissions.api import require
from motcua.blocks.printing.api import qr_svg
from motcua.blocks.signing.api import Stamp, ensure_identity, sign_pdf
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Result
from motcua.onestop.dossiers.ports import CopiedPages, certified_copies
from motcua.onestop.dossiers.queries.printed_result import printed_result
from motcua.onestop.dossiers.queries.result_facts import result_facts
from motcua.onestop.dossiers.rights import SIGN


def sign_result(dossier_id: int, *, actor: Actor) -> Result:
    """Make the signed file of a result; a result that is signed already is left alone.

    Where the result is a certified electronic copy of an original, the file holds the pages of the original and the statement.

    Printing and signing happen outside the transaction that stores them: a crash in between costs only the work.
    """
    require(actor, SIGN)
    result = Result.objects.select_related("dossier__owner", "dossier__competent", "issuer").get(dossier_id=dossier_id)
    if result.signed_at is not None:
        return result
    signed, copied = _signed_pdf(result)
    with transaction.atomic():
        held = Result.objects.select_for_update().get(pk=result.pk)
        if held.signed_at is not None:
            return held
        held.file = store_bytes(f"{result.dossier.code}.pdf", signed, "application/pdf")
        held.signed_at = now = clock.now()
        held.data = {**held.data, "copied_pages": copied.count} if copied else held.data
        held.save(update_fields=["file", "signed_at", "data"])
        payload = {"file": held.file.pk, "sha256": held.file.sha256, "number": str(held)}
        copies = certified_copies()
        if copied is not None and copies is not None:
            copies.note(held.pk, copied)
            payload["copied_pages"] = copied.count
        record_step(result.dossier, DossierEvent.RESULT_SIGNED, actor=actor, at=now, payload=payload)
    return held


def _signed_pdf(result: Result) -> tuple[bytes, CopiedPages | None]:
    """The file with both signatures, and the pages of the original in it where it is a certified copy."""
    url = f"{settings.PUBLIC_URL}/xac-minh/?ma={result.verification_code}"
    printed = printed_result(result, result_facts(result, result.dossier, url), qr=qr_svg(url), at=result.decided_at)
    reason = content_of(result.dossier.version_id).result.vi
    organisation = result.issuer.formal_name
    person = ensure_identity(
        f"person/{result.signer_account}", name=result.signer_name, title=result.signer_title, organisation=organisation
    )
    agency = ensure_identity(f"agency/{result.issuer_id}", name=organisation, title="", organisation=organisation)
    by_person = Stamp("person", place="signer")
    pdf = sign_pdf(
        printed.pdf, identity_key=person.key, reason=reason, location=organisation, visible=by_person, decided_at=result.decided_at
    )
    pdf = sign_pdf(pdf, identity_key=agency.key, reason=reason, location=organisation, visible=Stamp("agency", place="signer"))
    return pdf, printed.copied
