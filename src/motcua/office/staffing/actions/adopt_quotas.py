"""Take over the posts of very many units at once: those of a province that moves in, or the invented ones of a simulated year."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import InvalidInput, words
from motcua.office.staffing.actions.write_line import Ground
from motcua.office.staffing.events import QUOTA, QuotaEvent
from motcua.office.staffing.models import Quota, QuotaMove
from motcua.office.staffing.rights import ADOPT
from motcua.office.staffing.rules.ledger import Line

_AT_ONCE = 500


class QuotaEntry(NamedTuple):
    """How many posts a unit got for the year; `source_id` is the unit that handed them down, None for the province."""

    unit_id: int
    kind: str
    assigned: int
    source_id: int | None = None


@transaction.atomic
def adopt_quotas(entries: Sequence[QuotaEntry], *, year: int, ground: Ground, actor: Actor) -> dict[tuple[int, str], int]:
    """Write quotas with their ledger; returns their ids by unit and kind. Units above come before those below them.

    Errors: `InvalidInput` when a unit hands down more than it got or a source is missing; `IntegrityError` when a quota is there
    already; `Forbidden`.
    """
    require(actor, ADOPT)
    handed: dict[tuple[int, str], int] = {}
    for entry in entries:
        if entry.source_id is not None:
            place = (entry.source_id, entry.kind)
            handed[place] = handed.get(place, 0) + entry.assigned
    made: dict[tuple[int, str], Quota] = {}
    for generation in _generations(entries):
        quotas = [_quota(entry, made, handed.get((entry.unit_id, entry.kind), 0), year, ground) for entry in generation]
        for quota in Quota.objects.bulk_create(quotas, batch_size=_AT_ONCE):
            made[quota.unit_id, quota.kind] = quota
    lines = [line for quota in made.values() for line in _lines(quota, ground, actor)]
    QuotaMove.objects.bulk_create(lines, batch_size=_AT_ONCE)
    payload = {"people": 0, "quotas": len(entries)}
    record(QUOTA, 0, QuotaEvent.ADOPTED, actor=actor, at=clock.now(), payload=payload)
    return {place: quota.pk for place, quota in made.items()}


def _generations(entries: Sequence[QuotaEntry]) -> list[list[QuotaEntry]]:
    waiting = {(entry.unit_id, entry.kind): entry for entry in entries}
    found: list[list[QuotaEntry]] = []
    while waiting:
        ready = [one for one in waiting.values() if one.source_id is None or (one.source_id, one.kind) not in waiting]
        if not ready:
            raise InvalidInput(words("The units hand down posts in a circle."))
        found.append(ready)
        for one in ready:
            del waiting[one.unit_id, one.kind]
    return found


def _quota(entry: QuotaEntry, made: dict[tuple[int, str], Quota], handed: int, year: int, ground: Ground) -> Quota:
    source = None if entry.source_id is None else made.get((entry.source_id, entry.kind))
    if (source is None and entry.source_id is not None) or not 0 <= handed <= entry.assigned:
        raise InvalidInput(words("A unit hands down more posts than it got."), params={"unit": entry.unit_id})
    return Quota(
        unit_id=entry.unit_id,
        year=year,
        kind=entry.kind,
        source=source,
        assigned=entry.assigned,
        handed_down=handed,
        opened_on=ground.day,
    )


def _lines(quota: Quota, ground: Ground, actor: Actor) -> list[QuotaMove]:
    who = {"at": clock.now(), "by": actor.name, "by_account": actor.account_id}
    on = {"day": ground.day, "decision_number": ground.decision_number, "decided_on": ground.decided_on, "reason": ground.reason}
    found = [QuotaMove(quota=quota, line=Line.ASSIGNED, assigned=quota.assigned, **on, **who)]
    if quota.handed_down:
        found.append(QuotaMove(quota=quota, line=Line.HANDED_DOWN, handed_down=quota.handed_down, **on, **who))
    return found
