"""What edits would do to the lives of units, without writing anything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Q

from motcua.ground.directory.models import UnitState
from motcua.ground.directory.rules.timelines import Edit, Facts, Life, Problem, Stretch, edited, with_paths

FACTS = tuple(field.name for field in fields(Facts))
_COLUMNS = ("unit_id", "valid_from", "valid_to", "path", "change_id", *FACTS)
_FEW = 20
_ONCE = ("code", "agency_code")


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """The lives as they are stored, as they would be, and what forbids it. A change is named by minus its place among the
    edits, from -1 on, until it is written."""

    since: date
    stored: dict[int, Life]
    lives: dict[int, Life]
    problems: tuple[Problem, ...]


def lives_of(unit_ids: Iterable[int]) -> dict[int, Life]:
    """The whole lives of units. One query."""
    return _lives(Q(unit_id__in=set(unit_ids)))


def work_out(edits: Sequence[Edit]) -> WorkedOut:
    """The lives that the edits touch, with everything below units that move or end. Four queries, however many edits."""
    since = min(edit.day for edit in edits)
    stored = _touched(edits, since)
    lives, problems = dict(stored), []
    for place, edit in enumerate(edits):
        after = edited(lives.get(edit.unit_id, ()), edit, -1 - place)
        if isinstance(after, Problem):
            problems.append(after)
        else:
            lives[edit.unit_id] = after
    parents = {stretch.facts.parent_id for life in lives.values() for stretch in life} - set(lives) - {None}
    outside = lives_of(parent for parent in parents if parent is not None)
    if not problems:
        lives, found = with_paths(lives, outside, since)
        problems += [*found, *_twice(edits, lives, since)]
    return WorkedOut(since, stored, lives, tuple(dict.fromkeys(problems)))


def _touched(edits: Sequence[Edit], since: date) -> dict[int, Life]:
    named = {edit.unit_id for edit in edits}
    turning = {edit.unit_id for edit in edits if edit.ends or "parent_id" in edit.values}
    if not turning:
        return lives_of(named)
    if len(turning) > _FEW:
        return _lives(Q())
    below = Q()
    for unit_id in turning:
        below |= Q(path__contains=f"/{unit_id}/")
    still = UnitState.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since)).filter(below)
    return lives_of(named | set(still.values_list("unit_id", flat=True)))


def _lives(condition: Q) -> dict[int, Life]:
    found: dict[int, list[Stretch]] = {}
    for row in UnitState.objects.filter(condition).order_by("unit_id", "valid_from").values_list(*_COLUMNS):
        unit_id, first, last, path, change = row[:5]
        facts = Facts(**dict(zip(FACTS, row[5:], strict=True)))
        found.setdefault(unit_id, []).append(Stretch(first, last, facts, path, change))
    return {unit_id: tuple(life) for unit_id, life in found.items()}


def _twice(edits: Sequence[Edit], lives: dict[int, Life], since: date) -> list[Problem]:
    """Official codes, and codes of agencies, that two units would bear on one day."""
    problems = []
    for name in _ONCE:
        given = {edit.unit_id for edit in edits if edit.values.get(name)}
        codes = {getattr(stretch.facts, name) for unit_id in given for stretch in lives.get(unit_id, ())}
        bearing = [(unit_id, stretch) for unit_id, life in lives.items() for stretch in life if getattr(stretch.facts, name) in codes]
        others = _lives(Q(**{f"{name}__in": codes - {""}}) & ~Q(unit_id__in=given)) if given else {}
        bearing += [(unit_id, stretch) for unit_id, life in others.items() if unit_id not in lives for stretch in life]
        for unit_id, stretch in bearing:
            for other, theirs in bearing:
                if unit_id in given and other != unit_id and _meet(stretch, theirs, since, name):
                    problems.append(Problem("code_twice", unit_id, max(stretch.first, theirs.first), getattr(stretch.facts, name)))
    return problems


def _meet(one: Stretch, other: Stretch, since: date, name: str) -> bool:
    """Whether both bear the same code on some day from `since` on."""
    if not getattr(one.facts, name) or getattr(one.facts, name) != getattr(other.facts, name):
        return False
    last = min(one.last or date.max, other.last or date.max)
    return max(one.first, other.first, since) <= last
