"""A second request for papers goes to the head of the unit instead of to the citizen."""

from collections.abc import Sequence

from motcua.blocks.permissions.api import holdings_with
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Escalation
from motcua.onestop.dossiers.rights import ASK_SUPPLEMENT
from motcua.onestop.dossiers.rules.transitions import ESCALATE, Status, take


def escalate(dossier: Dossier, *, rows: Sequence[dict[str, object]], visible: Sequence[str], reason: str, actor: Actor) -> Escalation:
    """Put the wish before the head of the officer's unit; called inside `request_supplement`.

    Errors: `Conflict` when the head was asked at this stage before: the officer decides on what is there.
    """
    at_intake = take(ESCALATE, dossier.status) == Status.SUBMITTED
    before = Escalation.objects.filter(dossier=dossier, at_intake=at_intake).first()
    if before is not None:
        raise _asked_before(before)
    now = clock.now()
    unit_id = dossier.receiver_id if at_intake else _unit_of(actor, dossier)
    names = [str(row["name"]) for row in rows if row["component_key"] in visible]
    escalation = Escalation.objects.create(
        dossier=dossier,
        unit_id=unit_id,
        at_intake=at_intake,
        items=list(rows),
        visible=list(visible),
        reason=reason,
        asked_at=now,
        asked_by=actor.name,
        asked_by_account=actor.account_id,
    )
    payload = {"escalation": escalation.pk, "items": list(rows), "visible": names, "reason": reason, "at_intake": at_intake}
    record_step(dossier, DossierEvent.ESCALATED, actor=actor, at=now, unit_id=unit_id, payload=payload)
    return escalation


def _unit_of(actor: Actor, dossier: Dossier) -> int:
    """The unit in which the officer may ask, so that its head is found above it."""
    holdings = holdings_with(actor, ASK_SUPPLEMENT)
    return holdings[0].unit_id if holdings else dossier.competent_id


def _asked_before(escalation: Escalation) -> Conflict:
    if not escalation.decision:
        return Conflict(
            words("Your second request already waits for the decision of the head."),
            code="escalated",
            way_out=words("Wait for the decision; meanwhile the clock runs on."),
        )
    return Conflict(
        words("A supplement was already asked for at this stage; the law allows it once."),
        code="asked_twice",
        way_out=words("Decide on what is there; the head of the unit has decided on a second request before."),
    )
