"""The head of the unit decides whether an officer may ask the citizen a second time."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, Forbidden, InvalidInput, NotFound, words
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.actions.request_supplement import Asking, ask
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Escalation
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import DECIDE_ESCALATION
from motcua.onestop.dossiers.rules.one_return import round_of
from motcua.onestop.dossiers.rules.transitions import ESCALATE, Status, take


@transaction.atomic
def decide_escalation(escalation_id: int, *, allow: bool, reason: str, actor: Actor) -> Escalation:
    """Allow the second request, which is then made at once as the officer wrote it, or dismiss it: he decides on what is there.

    Errors: `InvalidInput` without a reason, `Conflict` when it is decided already or the dossier moved on, `Forbidden`
    also for the officer himself, `NotFound`.
    """
    code = Escalation.objects.filter(pk=escalation_id).values_list("dossier__code", flat=True).first()
    if code is None:
        raise NotFound(words("There is no such request."))
    dossier = locked_dossier(code, actor)
    escalation = Escalation.objects.get(pk=escalation_id)
    require(actor, DECIDE_ESCALATION, unit_path=unit(escalation.unit_id).path)
    if actor.account_id is not None and actor.account_id == escalation.asked_by_account:
        raise Forbidden(words("Who asked cannot decide."), way_out=words("The next higher head decides."))
    if not reason.strip():
        message = words("Write the reason of your decision; the officer reads it.")
        raise InvalidInput(message, fields=[FieldError("reason", message)])
    if escalation.decision:
        raise Conflict(words("This request is decided already."), code="decided")
    _at_the_same_stage(dossier, escalation)
    now = clock.now()
    escalation.decision = Escalation.Decision.ALLOWED if allow else Escalation.Decision.DISMISSED
    escalation.decided_at, escalation.decided_by, escalation.decided_reason = now, actor.name, reason.strip()
    escalation.save(update_fields=["decision", "decided_at", "decided_by", "decided_reason"])
    payload = {
        "decision": escalation.decision,
        "reason": reason.strip(),
        "at_intake": escalation.at_intake,
        "asked_by": escalation.asked_by,
    }
    record_step(dossier, DossierEvent.ESCALATION_DECIDED, actor=actor, at=now, unit_id=escalation.unit_id, payload=payload)
    if allow:
        again = dossier.supplements.filter(at_intake=escalation.at_intake).exists()
        number = round_of(at_intake=escalation.at_intake, again=again)
        ask(dossier, Asking(escalation.items, escalation.reason, escalation.asked_by, number, escalation), actor=actor)
    return escalation


def _at_the_same_stage(dossier: Dossier, escalation: Escalation) -> None:
    """What was asked at intake is moot once the dossier is received, and so is anything once it waits or has ended."""
    take(ESCALATE, dossier.status)
    if escalation.at_intake != (dossier.status == Status.SUBMITTED):
        raise Conflict(words("The dossier was received meanwhile; the request at intake is moot."), code="moved_on")
