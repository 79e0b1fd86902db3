"""Print an approved answer, sign it as the head and as the agency, and keep the file."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from motcua.blocks.files.api import store_bytes
from motcua.blocks.permissions.api import require
from motcua.blocks.printing.api import qr_svg, render_pdf
from motcua.blocks.signing.api import Stamp, ensure_identity, sign_pdf
from motcua.ground.directory.api import superior_of
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.feedback.actions.recording import record_step
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Answer
from motcua.onestop.feedback.rights import SIGN

_TEMPLATE = Path(__file__).resolve().parents[1] / "slips" / "answer.typ"
_REASON = "Trả lời phản ánh, kiến nghị"


def sign_answer(answer_id: int, *, actor: Actor) -> Answer:
    """Make the signed file; one that is signed already is left alone. Printing happens outside the transaction that keeps it."""
    require(actor, SIGN)
    answer = Answer.objects.select_related("feedback", "issuer").get(pk=answer_id)
    if answer.signed_at is not None or answer.number is None:
        return answer
    signed = _signed_pdf(answer)
    with transaction.atomic():
        held = Answer.objects.select_for_update(of=("self",)).select_related("feedback").get(pk=answer_id)
        if held.signed_at is not None:
            return held
        held.file = store_bytes(f"{held.feedback.code}-tra-loi.pdf", signed, "application/pdf")
        held.signed_at = now = clock.now()
        held.save(update_fields=["file", "signed_at"])
        told = {"answer": held.pk, "sha256": held.file.sha256, "number": str(held)}
        record_step(held.feedback, FeedbackEvent.SIGNED, actor=actor, at=now, payload=told)
    return held


def answer_pdf(answer: Answer) -> bytes:
    """The paper before it is signed; a draft has no number and says so."""
    url = f"{settings.PUBLIC_URL}/phan-anh/theo-doi/?ma={answer.feedback.code}"
    return render_pdf(_TEMPLATE, _data(answer), images={"qr": qr_svg(url)}, at=answer.approved_at or answer.drafted_at)


def _signed_pdf(answer: Answer) -> bytes:
    assert answer.issuer is not None  # a number was given, so an issuer is known
    organisation = answer.issuer.formal_name
    person = ensure_identity(
        f"person/{answer.signer_account}", name=answer.signer_name, title=answer.signer_title, organisation=organisation
    )
    agency = ensure_identity(f"agency/{answer.issuer_id}", name=organisation, title="", organisation=organisation)
    by_person = Stamp("person", place="signer")
    pdf = sign_pdf(
        answer_pdf(answer),
        identity_key=person.key,
        reason=_REASON,
        location=organisation,
        visible=by_person,
        decided_at=answer.approved_at,
    )
    return sign_pdf(pdf, identity_key=agency.key, reason=_REASON, location=organisation, visible=Stamp("agency", place="signer"))


def _data(answer: Answer) -> dict[str, object]:
    feedback, issuer = answer.feedback, answer.issuer or answer.feedback.unit
    above = superior_of(issuer.pk)
    day = answer.approved_at or answer.drafted_at
    authority, _, title = answer.signer_title.rpartition(", ")
    return {
        "draft": answer.number is None,
        "agency": {"name": issuer.formal_name, "superior": above.formal_name if above else ""},
        "number": str(answer),
        "place": issuer.short_name,
        "date": day.astimezone(clock.VIETNAM).date().isoformat(),
        "code": feedback.code,
        "title": feedback.title,
        "sender": "" if feedback.anonymous else feedback.sender_name,
        "sent": feedback.sent_at.astimezone(clock.VIETNAM).date().isoformat(),
        "paragraphs": [line.strip() for line in answer.text.splitlines() if line.strip()],
        "signer": {"name": answer.signer_name, "title": title or answer.signer_title, "authority": authority},
    }
