"""Print the result of a resolved dossier, sign it as the leader and as the agency, and keep the file."""

from django.conf import settings
from django.db import transaction

from motcua.blocks.files.api import store_bytes
from motcua.blocks.permissions.api import require
from motcua.blocks.printing.api import qr_svg, render_pdf
from motcua.blocks.signing.api import Stamp, ensure_identity, sign_pdf
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import content_of, result_template_of
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Result
from motcua.onestop.dossiers.queries.result_facts import result_facts
from motcua.onestop.dossiers.rights import SIGN
from motcua.onestop.dossiers.rules.result_data import result_data


def sign_result(dossier_id: int, *, actor: Actor) -> Result:
    """Make the signed file of a result; a result that is signed already is left alone.

    Printing and signing happen outside the transaction that stores them: a crash in between costs only the work.
    """
    require(actor, SIGN)
    result = Result.objects.select_related("dossier__owner", "dossier__competent", "issuer").get(dossier_id=dossier_id)
    if result.signed_at is not None:
        return result
    signed = _signed_pdf(result)
    with transaction.atomic():
        held = Result.objects.select_for_update().get(pk=result.pk)
        if held.signed_at is not None:
            return held
        held.file = store_bytes(f"{result.dossier.code}.pdf", signed, "application/pdf")
        held.signed_at = now = clock.now()
        held.save(update_fields=["file", "signed_at"])
        payload = {"file": held.file.pk, "sha256": held.file.sha256, "number": str(held)}
        record_step(result.dossier, DossierEvent.RESULT_SIGNED, actor=actor, at=now, payload=payload)
    return held


def _signed_pdf(result: Result) -> bytes:
    dossier: Dossier = result.dossier
    content = content_of(dossier.version_id)
    url = f"{settings.PUBLIC_URL}/xac-minh/?ma={result.verification_code}"
    data = result_data(result_facts(result, dossier, url))
    pdf = render_pdf(result_template_of(dossier.version_id), data, images={"qr": qr_svg(url)}, at=result.decided_at)
    organisation = result.issuer.formal_name
    person = ensure_identity(
        f"person/{result.signer_account}", name=result.signer_name, title=result.signer_title, organisation=organisation
    )
    agency = ensure_identity(f"agency/{result.issuer_id}", name=organisation, title="", organisation=organisation)
    pdf = sign_pdf(pdf, identity_key=person.key, reason=content.result.vi, location=organisation, visible=Stamp("person", place="signer"))
    return sign_pdf(pdf, identity_key=agency.key, reason=content.result.vi, location=organisation, visible=Stamp("agency", place="signer"))
