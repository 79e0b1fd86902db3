"""Ask once, in one list, for everything that is missing; whoever asks again for what could be seen is stopped."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import schedule_of, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.onestop.dossiers.actions.escalate import escalate
from motcua.onestop.dossiers.actions.issue_slip import issue_slip
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.actions.refuse_dossier import require_reason
from motcua.onestop.dossiers.actions.take_held_papers import refuse_if_held
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Escalation, Pause, Slip, SupplementRequest
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import ASK_SUPPLEMENT
from motcua.onestop.dossiers.rules.clock import pause_basis
from motcua.onestop.dossiers.rules.one_return import EarlierRequest, HandedInAt, round_of, visible_before
from motcua.onestop.dossiers.rules.terms import ANSWER_TERMS, answer_by, day_of, in_force
from motcua.onestop.dossiers.rules.transitions import ASK_AT_INTAKE, ASK_IN_PROCESS, Status, take


@dataclass(frozen=True, slots=True)
class SupplementItem:
    """One missing or wrong paper: which component, what is wrong with it, how many of each kind."""

    component_key: str
    name: str
    what: str = ""
    originals: int = 0
    certified_copies: int = 0
    copies: int = 1
    unusable: str = ""  # why the copy that the province holds already cannot be used


@dataclass(frozen=True, slots=True)
class Asking:
    """A request as it is made: the list, the reason, who asks, its number, and the head's permission if it needed one."""

    rows: Sequence[dict[str, object]]
    reason: str
    by: str
    round: int
    escalation: Escalation | None = None


@transaction.atomic
def request_supplement(code: str, *, items: Sequence[SupplementItem], reason: str, actor: Actor) -> SupplementRequest | Escalation:
    """Ask for a supplement with slip 02: once at intake, once in processing (NĐ 61/2018 a.17, a.19); the clock stops.

    An officer who asks for what could be seen when the first request was made asks nothing: the case goes to the head of
    the unit, and the escalation is returned (`decide_escalation`).
    Errors: `InvalidInput` without items or reason, `Conflict` when the dossier has moved on or the head was asked before,
    `NotFound`, `Forbidden`.
    """
    dossier = locked_dossier(code, actor)
    at_intake = dossier.status == Status.SUBMITTED
    require(actor, ASK_SUPPLEMENT, unit_path=unit(dossier.receiver_id).path if at_intake else None)
    reason = require_reason(reason)
    if not items:
        message = words("List every paper that is missing; you can ask only once.")
        raise InvalidInput(message, fields=[FieldError("items", message)])
    take(ASK_AT_INTAKE if at_intake else ASK_IN_PROCESS, dossier.status)
    refuse_if_held(dossier, {item.component_key: item.unusable for item in items})
    rows = [asdict(item) for item in items]
    visible = _visible(dossier, [item.component_key for item in items], at_intake=at_intake)
    if visible:
        return escalate(dossier, rows=rows, visible=visible, reason=reason, actor=actor)
    return ask(dossier, Asking(rows, reason, actor.name, round_of(at_intake=at_intake, again=False)), actor=actor)


def ask(dossier: Dossier, asking: Asking, *, actor: Actor) -> SupplementRequest:
    """Make the request: slip 02, a term to answer, and in processing the pause; called inside the action that decided on it."""
    at_intake = dossier.status == Status.SUBMITTED
    dossier.status = take(ASK_AT_INTAKE if at_intake else ASK_IN_PROCESS, dossier.status)
    now = clock.now()
    received = dossier.received_at or now
    term = in_force(ANSWER_TERMS, day_of(received)).supplement
    until = answer_by(schedule_of(dossier.receiver_id), now, term)
    dossier.save(update_fields=["status"])
    request = SupplementRequest.objects.create(
        dossier=dossier,
        at_intake=at_intake,
        round=asking.round,
        escalation=asking.escalation,
        items=list(asking.rows),
        reason=asking.reason,
        requested_at=now,
        requested_by=asking.by,
        answer_by=until,
    )
    if not at_intake:
        basis = pause_basis(day_of(received))
        Pause.objects.create(dossier=dossier, reason=Pause.Reason.SUPPLEMENT, legal_basis=basis, started_at=now)
    told = {"reason": asking.reason, "items": list(asking.rows), "answer_by": until.isoformat()}
    slip = issue_slip(dossier, Slip.Form.SUPPLEMENT, data=told, at=now, actor=actor)
    payload = {**told, "slip": slip.pk, "at_intake": at_intake}
    record_step(dossier, DossierEvent.SUPPLEMENT_REQUESTED, actor=actor, at=now, payload=payload)
    return request


def _visible(dossier: Dossier, asked: Sequence[str], *, at_intake: bool) -> list[str]:
    """What of the list could be seen before; the papers are asked for only when there was a request at another stage."""
    earlier = [EarlierRequest(*row) for row in dossier.supplements.values_list("at_intake", "requested_at")]
    if not earlier:
        return []
    papers = [HandedInAt(*row) for row in dossier.papers.values_list("component_key", "added_at")]
    return visible_before(asked, at_intake=at_intake, earlier=earlier, papers=papers)
