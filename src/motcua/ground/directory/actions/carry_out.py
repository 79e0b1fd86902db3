"""Carry out a decision on units: its days are looked at, the changes written, and what became different is told."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from motcua.blocks.events.api import Event
from motcua.ground.directory.actions.record_decision import record_decision
from motcua.ground.directory.actions.write_changes import write_changes
from motcua.ground.directory.models import Tenure, Unit, UnitChange, UnitDecision, UnitState
from motcua.ground.directory.queries.history import states_on
from motcua.ground.directory.queries.reach import require_reach
from motcua.ground.directory.queries.work_out import FACTS
from motcua.ground.directory.rules.keeping import forget_units
from motcua.ground.directory.rules.papers import Paper
from motcua.ground.directory.rules.timelines import Edit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one unit: the facts that differ, before and after; no `before` when it began, no `after` when it ended."""

    unit_id: int
    kind: str
    name: str
    before: Mapping[str, object]
    after: Mapping[str, object]
    along: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision did, or would do (`written` is false then)."""

    decision: UnitDecision
    changes: Sequence[UnitChange]
    differences: Sequence[Difference]
    written: bool
    back_dated: bool


@contextmanager
def rehearsed(dry_run: bool) -> Iterator[None]:
    """One transaction; a rehearsal is taken back when it has shown what it would do."""
    try:
        with transaction.atomic():
            yield
            if dry_run:
                transaction.set_rollback(True)
    finally:
        forget_units()


def carry_out(paper: Paper, edits: Sequence[Edit], *, actor: Actor, confirmed: str = "", dry_run: bool = False) -> Outcome:
    """Record the decision and write the changes it makes, all or nothing.

    `confirmed` is the reason for a day that has passed. Raises `Forbidden`, `InvalidInput` and `Conflict`: see `record_decision`,
    `write_changes`; `Conflict` with code `back_dated` asks for the reason, with `acted_since` something happened there since.
    """
    _reach(edits, actor)
    before = _before(edits)
    back_dated = paper.effective_on < clock.today()
    with rehearsed(dry_run):
        if back_dated:
            _look_back(paper, edits, confirmed, dry_run)
            edits = [replace(edit, details={**edit.details, "confirmed": confirmed}) for edit in edits]
        decision = record_decision(paper, actor=actor)
        changes = write_changes(decision, edits, actor=actor)
        differences = _differences(edits, before)
    return Outcome(decision, changes, differences, not dry_run, back_dated)


def _reach(edits: Sequence[Edit], actor: Actor) -> None:
    own = [edit for edit in edits if not edit.details.get("along_with")]
    above = {value for edit in own if isinstance(value := edit.values.get("parent_id"), int)}
    changed = Unit.objects.filter(pk__in={edit.unit_id for edit in own})
    require_reach(actor, changed=changed, above=Unit.objects.filter(pk__in=above))


def _before(edits: Sequence[Edit]) -> dict[int, UnitState]:
    day = min(edit.day for edit in edits)
    ids = [edit.unit_id for edit in edits if not edit.begins]
    return states_on(ids, day) | states_on(ids, day - timedelta(days=1))


def _look_back(paper: Paper, edits: Sequence[Edit], confirmed: str, dry_run: bool) -> None:
    """A day that has passed is confirmed with a reason, and only while nothing happened at the units since."""
    begun = {edit.unit_id for edit in edits if edit.begins}
    ids = {edit.unit_id for edit in edits} - begun
    turning = [edit.unit_id for edit in edits if edit.ends or "parent_id" in edit.values]
    for unit_id in turning:
        ids |= set(Unit.objects.filter(path__contains=f"/{unit_id}/").values_list("pk", flat=True))
    if found := _acted_since(ids, paper.effective_on):
        message = words("Something happened at “%(unit)s” after %(day)s already; the change cannot begin before that.")
        params = {"unit": found, "day": paper.effective_on.strftime("%d/%m/%Y")}
        raise Conflict(message, code="acted_since", params=params, way_out=words("Let it hold from today on."),
                       fields=[FieldError("effective_on", message, params)])  # fmt: skip
    if not confirmed.strip() and not dry_run:
        message = words("This day has passed. Say why the change is recorded only now, and confirm.")
        raise Conflict(message, code="back_dated", fields=[FieldError("confirmed", message)])


def _acted_since(unit_ids: set[int], day: date) -> str:
    """The name of a unit at which something happened after the day began; who changed units counts as well."""
    begins = datetime.combine(day, time(), clock.VIETNAM)
    acts = Event.objects.filter(unit_id__in=unit_ids, at__gte=begins).exclude(kind__startswith="unit.")
    held = Tenure.objects.filter(Q(valid_from__gt=day) | Q(valid_to__gte=day), post__unit_id__in=unit_ids)
    changed = UnitChange.objects.filter(unit_id__in=unit_ids, effective_on__gt=day)
    asked = ((changed, "unit_id"), (held, "post__unit_id"), (acts, "unit_id"))
    found = next((ids[0] for rows, name in asked if (ids := list(rows.values_list(name, flat=True)[:1]))), None)
    return Unit.objects.get(pk=found).name if found else ""


def _differences(edits: Sequence[Edit], before: Mapping[int, UnitState]) -> list[Difference]:
    after = states_on([edit.unit_id for edit in edits if not edit.ends], max(edit.day for edit in edits))
    names = dict(Unit.objects.filter(pk__in=[edit.unit_id for edit in edits]).values_list("pk", "name"))
    told = []
    for edit in edits:
        old, new = before.get(edit.unit_id), after.get(edit.unit_id)
        differing = [name for name in FACTS if old is None or new is None or getattr(old, name) != getattr(new, name)]
        told.append(
            Difference(
                edit.unit_id,
                edit.kind,
                old.name if old else names[edit.unit_id],
                {name: getattr(old, name) for name in differing} if old else {},
                {name: getattr(new, name) for name in differing} if new else {},
                bool(edit.details.get("along_with")),
            )
        )
    return told


def known_unit(unit_id: int, day: date, field: str) -> Unit:
    """The unit, if it exists on that day; else `InvalidInput` at the field."""
    unit = Unit.objects.on(day).filter(pk=unit_id).first()
    if unit is None:
        message = words("There is no such unit on that day.")
        raise InvalidInput(message, fields=[FieldError(field, message)])
    return unit
