"""A head issues a prepared decision: number, day, rights from its day on; or returns it."""

from datetime import date

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.numbering.api import next_number
from motcua.ground.directory.api import signing_title
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.office.personnel.actions.effects import write_effects
from motcua.office.personnel.actions.prepare_decision import text_of
from motcua.office.personnel.actions.settle import settle
from motcua.office.personnel.events import DECISION, PersonnelEvent
from motcua.office.personnel.models import Decision
from motcua.office.personnel.models.reach import require_over
from motcua.office.personnel.queries.standing import main_place, standing_of
from motcua.office.personnel.rights import ISSUE
from motcua.office.personnel.rules.decisions import faults_of
from motcua.office.personnel.rules.numbers import number_text, symbol_of


@transaction.atomic
def issue_decision(decision_id: int, *, actor: Actor) -> Decision:
    """Put it in force from its day: places, posts of the directory and posts of the quota are written with their days, so that rights begin
    and end on that day without anybody doing anything. What is checked at preparing is checked again.

    Errors: `Forbidden`, `NotFound`, `Conflict` when it was issued or returned meanwhile or the quota of the unit is used up,
    `InvalidInput` when things have moved on (its day is past, somebody else heads the unit).
    """
    decision = locked(decision_id, actor)
    require_over(actor, ISSUE, decision.issuer)
    if decision.state != Decision.State.PREPARED:
        raise Conflict(words("This decision has been issued or returned already."), code="decision_moved_on")
    text, place = text_of(decision), main_place(decision.person_id)
    wrong = faults_of(text, standing_of(decision.person, place, text), clock.today())
    if wrong or place is None:
        raise InvalidInput(words("The decision cannot be taken like this."), fields=wrong)
    today, now = clock.today(), clock.now()
    number = next_number(f"personnel/{decision.issuer_id}/{today.year}")
    decision.number = number_text(number, symbol_of(decision.issuer.kind, decision.issuer.name))
    decision.year, decision.signed_on, decision.issued_at, decision.state = today.year, today, now, Decision.State.ISSUED
    decision.signer_name, decision.signer_account = actor.name, actor.account_id
    decision.signer_title = signing_title(actor, decision.issuer_id)
    write_effects(decision, text, place, actor=actor)
    decision.save()
    payload = {
        "kind": decision.kind,
        "person": decision.person_id,
        "number": decision.number,
        "effective_on": decision.effective_on.isoformat(),
    }
    record(DECISION, decision.pk, PersonnelEvent.ISSUED, actor=actor, at=now, unit_id=decision.unit_id, payload=payload)
    if decision.effective_on <= today:
        settle(decision, actor=actor)
    return decision


@transaction.atomic
def return_decision(decision_id: int, *, reason: str, actor: Actor) -> Decision:
    """The head does not issue it. Errors: `InvalidInput` without a reason, `Conflict`, `Forbidden`, `NotFound`."""
    decision = locked(decision_id, actor)
    require_over(actor, ISSUE, decision.issuer)
    if not reason.strip():
        message = words("Give the reason.")
        raise InvalidInput(message, fields=[FieldError("reason", message)])
    if decision.state != Decision.State.PREPARED:
        raise Conflict(words("This decision has been issued or returned already."), code="decision_moved_on")
    decision.state = Decision.State.RETURNED
    decision.details = {**decision.details, "returned": reason.strip()[:300]}
    decision.save(update_fields=["state", "details"])
    payload = {"kind": decision.kind, "reason": reason.strip()[:300]}
    record(DECISION, decision.pk, PersonnelEvent.RETURNED, actor=actor, at=clock.now(), unit_id=decision.unit_id, payload=payload)
    return decision


def locked(decision_id: int, actor: Actor) -> Decision:
    """The decision, held against others; `NotFound` also for one the actor may not see."""
    rows = Decision.objects.visible_to(actor).select_for_update(of=("self",)).select_related("person", "unit", "issuer")
    found = rows.filter(pk=decision_id).first()
    if found is None:
        raise NotFound(words("There is no such decision."))
    return found


def is_waiting(decision: Decision, today: date) -> bool:
    """Whether it is issued and its day has not come."""
    return decision.state == Decision.State.ISSUED and decision.effective_on > today
