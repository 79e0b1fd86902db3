"""Decide on the result: who has won is recruited, everything is sealed."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.office.personnel.api import Paper, PersonFacts, PlaceFacts, receive_person
from motcua.office.recruitment.actions.turning import locked_plan, needed, tell, turned
from motcua.office.recruitment.events import APPLICATION, RecruitmentEvent
from motcua.office.recruitment.models import Application, Complaint, Plan, Position
from motcua.office.recruitment.queries.plans import rules_of
from motcua.office.recruitment.queries.reach import require_reach
from motcua.office.recruitment.queries.results import PositionResult, ResultRow, results_of
from motcua.office.recruitment.rights import DECIDE
from motcua.office.recruitment.rules.months import last_day_after
from motcua.office.recruitment.rules.states import ApplicationState, PlanTurn


@dataclass(frozen=True, slots=True)
class _Deed:
    """The decision on the result."""

    number: str
    starts_on: date
    actor: Actor


@transaction.atomic
def close_plan(plan_id: int, *, number: str, starts_on: date, actor: Actor) -> Plan:
    """Recruit those who have won from a day on, by the decision with this number; personnel opens their files.

    Errors: `InvalidInput` without number or with a day in the past, `Conflict` while complaints may come or are open, or equals are
    not put in order; what personnel refuses (no place left); `Forbidden`.
    """
    plan = turned(locked_plan(plan_id), PlanTurn.CLOSE)
    require_reach(actor, DECIDE, plan.unit)
    deed = _Deed(needed(number, "number", words("Give the number of the decision."))[:40], starts_on, actor)
    if starts_on < clock.today():
        message = words("Choose another day, not in the past.")
        raise InvalidInput(message, fields=[FieldError("starts_on", message)])
    groups = _ready(plan)
    recruited = [_recruit(plan, group, row, deed) for group in groups for row in group.won]
    _keep(groups)
    plan.closed_at, plan.result_number, plan.result_by = clock.now(), deed.number, actor.name
    plan.seal = seal_of_results(groups)
    plan.save(update_fields=["state", "closed_at", "result_number", "result_by", "seal"])
    payload = {"number": deed.number, "recruited": len(recruited), "seal": plan.seal}
    tell(plan, RecruitmentEvent.CLOSED, actor=actor, payload=payload)
    return plan


def _ready(plan: Plan) -> list[PositionResult]:
    if plan.complaints_until is None or clock.today() <= plan.complaints_until:
        raise Conflict(
            words("Candidates may complain until %(day)s."), params={"day": f"{plan.complaints_until:%d/%m/%Y}"}, code="window_open"
        )
    if left := Complaint.objects.filter(application__plan=plan, answered_at__isnull=True).count():
        raise Conflict(words("%(count)s complaints are not answered yet."), params={"count": left}, code="complaints_open")
    groups = results_of(plan)
    if tied := [group.position.code for group in groups if group.tied]:
        says = words("Candidates for %(positions)s are equal; decide on their order first.")
        raise Conflict(says, params={"positions": ", ".join(tied)}, code="tied")
    return groups


def _recruit(plan: Plan, group: PositionResult, row: ResultRow, deed: _Deed) -> Application:
    one, now, position = row.application, clock.now(), group.position
    one.recruited_at, one.starts_on = now, deed.starts_on
    one.probation_until = last_day_after(deed.starts_on, rules_of(plan).probation(one.degree))
    _open_file(plan, position, one, deed)
    payload = {"number": deed.number, "from": deed.starts_on.isoformat()}
    who = {"unit_id": position.unit_id, "subject_id": one.party_id}
    record(APPLICATION, one.pk, RecruitmentEvent.RECRUITED, actor=deed.actor, at=now, payload=payload, **who)
    return one


def _open_file(plan: Plan, position: Position, one: Application, deed: _Deed) -> None:
    """Personnel opens the file, the place and, when it falls due, the post; a quota that is used up refuses the whole decision."""
    person = PersonFacts(
        full_name=one.full_name,
        birth_date=one.birth_date,
        sex=one.sex,
        citizen_id=one.citizen_id,
        address=one.address,
        phone=one.phone,
        email=one.email,
        level=rules_of(plan).level(one.degree),
        field=one.major[:150],
    )
    place = PlaceFacts(unit_id=position.unit_id, kind=plan.kind, title=position.name, first_day=deed.starts_on, rank=position.rank)
    paper = Paper(f"{deed.number}/{one.receipt}", clock.today(), plan.unit_id, deed.actor.name)
    receive_person(person, place, how="recruited", paper=paper, actor=Actor(kind="system", name=deed.actor.name))


def _keep(groups: list[PositionResult]) -> None:
    """Total, rank and outcome of everybody, as they were decided."""
    rows = [row for group in groups for row in group.rows]
    for row in rows:
        row.application.total, row.application.rank = row.ranked.candidate.total, row.ranked.rank or None
        row.application.state = ApplicationState.RECRUITED if row.ranked.outcome == "won" else ApplicationState.FAILED
    kept = ["total", "rank", "state", "recruited_at", "starts_on", "probation_until"]
    Application.objects.bulk_update([row.application for row in rows], kept, batch_size=200)


def seal_of_results(groups: list[PositionResult]) -> str:
    """A hash over every candidate's receipt, marks, priority, rank and outcome."""
    told = [
        [
            group.position.code,
            row.application.receipt,
            [str(mark) for mark in row.marks],
            f"{row.ranked.candidate.priority:.2f}",
            row.ranked.rank,
            row.ranked.outcome,
        ]
        for group in groups
        for row in group.rows
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
