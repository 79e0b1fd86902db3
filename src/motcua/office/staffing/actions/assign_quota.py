"""Assign the posts of a unit for a year, or adjust them, by a decision."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.office.staffing.actions.open_quota import carry_on, quota_for
from motcua.office.staffing.actions.write_line import Ground, locked, write_line
from motcua.office.staffing.events import QUOTA, QuotaEvent
from motcua.office.staffing.models import Quota
from motcua.office.staffing.queries.content import rules_on
from motcua.office.staffing.queries.quotas_of import require_at
from motcua.office.staffing.rights import ASSIGN
from motcua.office.staffing.rules.ledger import Line, Sums

MOST = 999_999
_TOLD = {Line.ASSIGNED: QuotaEvent.ASSIGNED, Line.RAISED: QuotaEvent.RAISED, Line.LOWERED: QuotaEvent.LOWERED}


@dataclass(frozen=True, slots=True)
class Assignment:
    """How many posts of a kind a unit has for a year, and the decision that says so."""

    unit_id: int
    year: int
    kind: str
    amount: int
    decision_number: str
    decided_on: date
    reason: str = ""


@transaction.atomic
def assign_quota(text: Assignment, *, actor: Actor) -> Quota:
    """Set the posts of a unit for a year; the difference is handed down from (or back to) the nearest unit above that has posts.

    The province gets its posts from the centre. When the quota is new, the people present are carried on into it.
    Errors: `InvalidInput` naming the field; `Conflict` when the unit above has not that many left, when fewer are assigned than people
    are present or were handed on, or nothing would change; `Forbidden`.
    """
    place = unit(text.unit_id)
    require_at(actor, ASSIGN, place)
    checked(text)
    ground = Ground(max(text.decided_on, date(text.year, 1, 1)), text.decision_number.strip(), text.decided_on, text.reason.strip())
    quota, new = quota_for(place, text.year, text.kind, opened_on=ground.day)
    change = text.amount - quota.assigned
    if not change and not new:
        message = words("The unit has this many posts already.")
        raise InvalidInput(message, fields=[FieldError("amount", message)])
    line = Line.ASSIGNED if new else Line.RAISED if change > 0 else Line.LOWERED
    _from_above(quota, change, ground, actor)
    write_line(quota, line, Sums(assigned=change), ground, actor=actor)
    if new:
        carry_on(quota, ground, actor=actor)
    payload = {"year": text.year, "kind": text.kind, "amount": change, "decision": ground.decision_number}
    record(QUOTA, quota.pk, _TOLD[line], actor=actor, at=clock.now(), unit_id=place.pk, payload=payload)
    return quota


def checked(text: Assignment) -> None:
    """Refuse with `InvalidInput` what cannot be an assignment, naming each field."""
    faults = []
    if not 0 <= text.amount <= MOST:
        faults.append(FieldError("amount", words("Give the number of posts as a whole number, not below 0.")))
    if not text.decision_number.strip():
        faults.append(FieldError("decision_number", words("Give the number of the decision.")))
    if text.decided_on > clock.today():
        faults.append(FieldError("decided_on", words("The decision cannot lie in the future.")))
    if not clock.today().year - 10 <= text.year <= clock.today().year + 1:
        faults.append(FieldError("year", words("Choose this year, the next, or one of the last ten.")))
    if rules_on(date(min(max(text.year, 1900), 2100), 1, 1)).kind(text.kind) is None:
        faults.append(FieldError("kind", words("There is no such kind of posts in that year.")))
    if faults:
        raise InvalidInput(words("The posts cannot be assigned."), fields=faults)


def _from_above(quota: Quota, change: int, ground: Ground, actor: Actor) -> None:
    if quota.source_id is None or not change:
        return
    source = locked([quota.source_id])[quota.source_id]
    line = Line.HANDED_DOWN if change > 0 else Line.HANDED_BACK
    if change < 0 and not quota.sums.with_line(Sums(assigned=change)).holds:
        return  # refused by the line of the quota itself, in its own words
    write_line(source, line, Sums(handed_down=change), ground, other=quota.unit, actor=actor)
