"""Keep the decision that stands behind changes of units."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory import events
from motcua.ground.directory.models import UnitDecision
from motcua.ground.directory.rights import CHANGE
from motcua.ground.directory.rules.papers import Paper, lacking
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words

_NEEDED = words("This is needed.")


@transaction.atomic
def record_decision(paper: Paper, *, actor: Actor) -> UnitDecision:
    """The decision with that number, issuer and day of signature: a new one, or the one that other changes stand under already.

    Raises `Forbidden`, `InvalidInput` for empty fields or a signature in the future, `Conflict` when the same number says other days.
    """
    require(actor, CHANGE)
    if missing := lacking(paper):
        raise InvalidInput(_NEEDED, fields=[FieldError(name, _NEEDED) for name in missing])
    if paper.signed_on > clock.today():
        message = words("A decision is recorded when it has been signed; this day has not come yet.")
        raise InvalidInput(message, fields=[FieldError("signed_on", message)])
    known = UnitDecision.objects.filter(number=paper.number.strip(), issuer=paper.issuer.strip(), signed_on=paper.signed_on).first()
    if known is not None:
        return _same(known, paper)
    made = UnitDecision.objects.create(
        number=paper.number.strip(),
        title=paper.title.strip(),
        issuer=paper.issuer.strip(),
        signer=paper.signer.strip(),
        signed_on=paper.signed_on,
        effective_on=paper.effective_on,
        text=paper.text,
        file_id=paper.file_id,
    )
    payload = {"number": made.number, "signed_on": made.signed_on.isoformat(), "effective_on": made.effective_on.isoformat()}
    record(events.DECISION, made.pk, events.DECISION_RECORDED, actor=actor, at=clock.now(), payload=payload)
    return made


def _same(known: UnitDecision, paper: Paper) -> UnitDecision:
    if known.effective_on != paper.effective_on:
        message = words("This decision is recorded with another first day: %(day)s.")
        params = {"day": known.effective_on.strftime("%d/%m/%Y")}
        raise Conflict(message, code="decision_differs", params=params, fields=[FieldError("effective_on", message, params)])
    if (paper.file_id and not known.file_id) or (paper.text and not known.text):
        known.file_id, known.text = known.file_id or paper.file_id, known.text or paper.text
        known.save(update_fields=["file", "text"])
    return known
