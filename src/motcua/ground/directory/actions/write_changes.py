"""Write what a decision does to units: many changes in few statements. The only place, besides loading, that writes states."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory import events
from motcua.ground.directory.actions.bring_up_to_date import bring_up_to_date
from motcua.ground.directory.models import Succession, Unit, UnitChange, UnitDecision, UnitState
from motcua.ground.directory.queries.told_problems import refuse
from motcua.ground.directory.queries.work_out import FACTS, WorkedOut, work_out
from motcua.ground.directory.rights import CHANGE
from motcua.ground.directory.rules.timelines import Edit, Life, Stretch
from motcua.kernel import clock
from motcua.kernel.actor import Actor

_AT_ONCE = 500


@transaction.atomic
def write_changes(decision: UnitDecision, edits: Sequence[Edit], *, actor: Actor) -> list[UnitChange]:
    """Record the changes under the decision, in the order of the edits, and the states they bring about.

    What has come by today holds in `Unit` at once, the rest from its day on. Every unit below one that moves gets its new path.
    Raises `Forbidden`, and `Conflict` naming the unit and the day for a circle, a unit left without one above, an official
    code borne twice, a unit that did not exist then. About 15 statements and one more for each 500 rows.
    """
    require(actor, CHANGE)
    if not edits:
        return []
    worked = work_out(edits)
    refuse(worked.problems)
    changes = UnitChange.objects.bulk_create(
        [UnitChange(decision=decision, kind=e.kind, unit_id=e.unit_id, effective_on=e.day, details=dict(e.details)) for e in edits],
        batch_size=_AT_ONCE,
    )
    write_lives(worked, {-1 - place: change.pk for place, change in enumerate(changes)})
    _write_successions(edits, changes)
    bring_up_to_date()
    _tell(decision, edits, actor)
    return changes


def write_lives(worked: WorkedOut, changes: dict[int, int]) -> None:
    """Make the stored states those that were worked out: rows that stay are not touched."""
    gone: list[tuple[int, date]] = []
    closed: list[tuple[date, int, date]] = []
    new: list[UnitState] = []
    for unit_id, life in worked.lives.items():
        before = {stretch.first: stretch for stretch in worked.stored.get(unit_id, ())}
        after = {stretch.first: stretch for stretch in life}
        gone += [(unit_id, first) for first in before if first not in after]
        for first, stretch in after.items():
            known = before.get(first)
            if known == stretch:
                continue
            if known is not None and stretch.last is not None and _same_but_end(known, stretch):
                closed.append((stretch.last, unit_id, first))
                continue
            if known is not None:
                gone.append((unit_id, first))
            new.append(_state(unit_id, stretch, changes))
    _delete(gone)
    for last, rows in groupby(sorted(closed), key=lambda row: row[0]):
        _close(last, [(unit_id, first) for _, unit_id, first in rows])
    UnitState.objects.bulk_create(new, batch_size=_AT_ONCE)
    _keep_ends(worked.stored, worked.lives)


def _same_but_end(one: Stretch, other: Stretch) -> bool:
    return (one.first, one.facts, one.path, one.change) == (other.first, other.facts, other.path, other.change)


def _state(unit_id: int, stretch: Stretch, changes: dict[int, int]) -> UnitState:
    facts = {name: getattr(stretch.facts, name) for name in FACTS}
    change = changes.get(stretch.change, stretch.change) if stretch.change is not None else None
    return UnitState(unit_id=unit_id, valid_from=stretch.first, valid_to=stretch.last, path=stretch.path, change_id=change, **facts)


def _delete(rows: list[tuple[int, date]]) -> None:
    for ids in _ids(rows):
        UnitState.objects.filter(pk__in=ids).delete()


def _close(last: date, rows: list[tuple[int, date]]) -> None:
    for ids in _ids(rows):
        UnitState.objects.filter(pk__in=ids).update(valid_to=last)


def _ids(rows: list[tuple[int, date]]) -> list[list[int]]:
    """The keys of states named by unit and first day, some hundreds at a time."""
    wanted, found = set(rows), []
    for place in range(0, len(rows), _AT_ONCE):
        part = [unit_id for unit_id, _ in rows[place : place + _AT_ONCE]]
        known = UnitState.objects.filter(unit_id__in=part).values_list("unit_id", "valid_from", "pk")
        ids = [pk for unit_id, first, pk in known if (unit_id, first) in wanted]
        found.append(ids)
    return found


def _keep_ends(stored: dict[int, Life], lives: dict[int, Life]) -> None:
    """The last day of each unit is that of its last state."""
    ends: dict[date | None, list[int]] = {}
    for unit_id, life in lives.items():
        before = stored.get(unit_id, ())
        if before and life and before[-1].last != life[-1].last:
            ends.setdefault(life[-1].last, []).append(unit_id)
    for last, ids in ends.items():
        for place in range(0, len(ids), _AT_ONCE):
            Unit.objects.filter(pk__in=ids[place : place + _AT_ONCE]).update(valid_to=last)


def _write_successions(edits: Sequence[Edit], changes: Sequence[UnitChange]) -> None:
    Succession.objects.bulk_create(
        [
            Succession(change=change, predecessor_id=edit.unit_id, successor_id=successor, is_default=place == 0)
            for edit, change in zip(edits, changes, strict=True)
            for place, successor in enumerate(dict.fromkeys(edit.successors))
            if successor != edit.unit_id
        ],
        batch_size=_AT_ONCE,
    )


def _tell(decision: UnitDecision, edits: Sequence[Edit], actor: Actor) -> None:
    """One event for each unit a person changed; what went along with it stands in its payload's count."""
    own = [edit for edit in edits if not edit.details.get("along_with")]
    for edit in own:
        along = sum(1 for other in edits if other.details.get("along_with") == edit.unit_id)
        payload = {"decision": decision.number, "effective_on": edit.day.isoformat(), "fields": sorted(edit.values), "along": along}
        kind = events.CHANGED[edit.kind]
        record(events.UNIT, edit.unit_id, kind, actor=actor, at=clock.now(), unit_id=edit.unit_id, payload=payload)
