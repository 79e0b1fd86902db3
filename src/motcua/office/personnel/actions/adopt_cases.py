"""Take over approved lists of streamlining, approved support, and the classes of communes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor
from motcua.office.personnel.actions.receive_person import effective_moment
from motcua.office.personnel.events import ROUND, SUPPORT, PersonnelEvent
from motcua.office.personnel.models import CommuneClass, StreamliningCase, StreamliningRound, SupportPayment
from motcua.office.personnel.queries.rules_in_force import rules_in_force
from motcua.office.personnel.rights import ADOPT
from motcua.office.personnel.rules.streamlining import Leaver, severance


class AdoptedCase(NamedTuple):
    """Somebody who left by streamlining."""

    person_id: int
    unit_id: int
    leaver: Leaver


class AdoptedSupport(NamedTuple):
    """Support that was agreed to."""

    person_id: int
    unit_id: int
    kind: str
    ground: str
    amount: int
    approved_at: datetime


@transaction.atomic
def adopt_streamlined(
    unit_id: int, year: int, number: int, cases: Sequence[AdoptedCase], *, decision: str, at: datetime, actor: Actor
) -> StreamliningRound:
    """An approved round with its cases; the money follows from the rule of the day of leaving. Raises `Forbidden`, `InvalidInput`."""
    require(actor, ADOPT)
    regimes, salaries = rules_in_force().streamlining, rules_in_force().base_salary
    made = StreamliningRound.objects.create(
        unit_id=unit_id,
        year=year,
        number=number,
        opened_at=at,
        opened_by=actor.name,
        approved_at=at,
        approved_by=actor.name,
        decision_number=decision,
    )
    rows = []
    for one in cases:
        paid = severance(one.leaver, regimes, salaries)
        rows.append(
            StreamliningCase(
                round=made,
                person_id=one.person_id,
                unit_id=one.unit_id,
                case=one.leaver.case,
                leaves_on=one.leaver.leaves_on,
                leaves_at=effective_moment(one.leaver.leaves_on),
                years_insured=one.leaver.years_insured,
                years_early=one.leaver.years_early,
                salary=paid.salary,
                months=paid.months,
                money=paid.money,
                basis=paid.basis,
                approved=True,
            )
        )
    StreamliningCase.objects.bulk_create(rows)
    record(ROUND, made.pk, PersonnelEvent.ADOPTED_CASES, actor=actor, at=at, unit_id=unit_id, payload={"cases": len(rows)})
    return made


@transaction.atomic
def adopt_supports(rows: Sequence[AdoptedSupport], *, at: datetime, actor: Actor) -> int:
    """Approved payments. Raises `Forbidden`."""
    require(actor, ADOPT)
    SupportPayment.objects.bulk_create(
        SupportPayment(
            person_id=one.person_id,
            unit_id=one.unit_id,
            kind=one.kind,
            ground=one.ground,
            amount=one.amount,
            state=SupportPayment.State.APPROVED,
            asked_at=one.approved_at,
            asked_by=actor.name,
            decided_at=one.approved_at,
            decided_by=actor.name,
        )
        for one in rows
    )
    record(SUPPORT, 0, PersonnelEvent.ADOPTED_SUPPORT, actor=actor, at=at, payload={"payments": len(rows)})
    return len(rows)


def adopt_classes(classes: Mapping[int, int], *, since: date, actor: Actor) -> int:
    """The class (1, 2, 3) of each commune from a day on. Raises `Forbidden`."""
    require(actor, ADOPT)
    rows = [CommuneClass(unit_id=unit_id, rank=rank, since=since) for unit_id, rank in classes.items()]
    return len(CommuneClass.objects.bulk_create(rows))
