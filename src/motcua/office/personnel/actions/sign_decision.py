"""Print an issued decision, sign it as the head and as the agency, and keep the file with the person."""

from dataclasses import asdict

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.files.api import store_bytes
from motcua.blocks.permissions.api import require
from motcua.blocks.printing.api import render_pdf
from motcua.blocks.signing.api import Stamp, ensure_identity, sign_pdf
from motcua.ground.directory.api import superior_of
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.office.personnel.actions.prepare_decision import text_of
from motcua.office.personnel.events import DECISION, PersonnelEvent
from motcua.office.personnel.models import Decision
from motcua.office.personnel.queries.decision_words import words_of
from motcua.office.personnel.queries.rules_in_force import rules_in_force
from motcua.office.personnel.rights import SIGN

_REASON = "Quyết định về công tác cán bộ"


def sign_decision(decision_id: int, *, actor: Actor) -> Decision:
    """Make the signed file; one that has it is left alone, as is a paper that was signed elsewhere."""
    require(actor, SIGN)
    decision = Decision.objects.select_related("person", "unit", "issuer", "placement__unit").get(pk=decision_id)
    if decision.signed_at is not None or decision.state != Decision.State.ISSUED or decision.signer_account is None:
        return decision
    signed = _signed(decision)
    with transaction.atomic():
        held = Decision.objects.select_for_update(of=("self",)).get(pk=decision_id)
        if held.signed_at is not None:
            return held
        held.file = store_bytes(f"quyet-dinh-{held.pk}.pdf", signed, "application/pdf")
        held.signed_at = now = clock.now()
        held.save(update_fields=["file", "signed_at"])
        payload = {"number": held.number, "sha256": held.file.sha256}
        record(DECISION, held.pk, PersonnelEvent.SIGNED, actor=actor, at=now, unit_id=held.unit_id, payload=payload)
    return held


def decision_pdf(decision: Decision) -> bytes:
    """The paper before it is signed; one that is not issued has no number and says so."""
    issuer = decision.issuer
    above = superior_of(issuer.pk)
    day = decision.signed_on or clock.today()
    authority, _, title = decision.signer_title.rpartition(", ")
    said = words_of(decision, text_of(decision), rules_in_force())
    data = {
        **asdict(said),
        "draft": decision.state == Decision.State.PREPARED,
        "agency": {"name": issuer.formal_name, "superior": above.formal_name if above else ""},
        "number": decision.number,
        "place": issuer.short_name,
        "date": day.isoformat(),
        "by": title or issuer.formal_name,
        "code": decision.person.code,
        "signer": {"name": decision.signer_name, "title": title, "authority": authority},
    }
    return render_pdf(rules_in_force().template, data, at=decision.issued_at or decision.prepared_at)


def _signed(decision: Decision) -> bytes:
    organisation = decision.issuer.formal_name
    person = ensure_identity(
        f"person/{decision.signer_account}", name=decision.signer_name, title=decision.signer_title, organisation=organisation
    )
    agency = ensure_identity(f"agency/{decision.issuer_id}", name=organisation, title="", organisation=organisation)
    pdf = sign_pdf(
        decision_pdf(decision),
        identity_key=person.key,
        reason=_REASON,
        location=organisation,
        visible=Stamp("person", place="signer"),
        decided_at=decision.issued_at,
    )
    return sign_pdf(pdf, identity_key=agency.key, reason=_REASON, location=organisation, visible=Stamp("agency", place="signer"))
