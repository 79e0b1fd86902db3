"""Write the state of units that were never changed by a decision: what the unit itself says, since its first day."""

from collections.abc import Iterable

from motcua.ground.directory.models import Unit, UnitState

COPIED = (
    "code", "kind", "territory_kind", "level", "agency_code", "name", "name_en", "formal_name", "short_name", "path",
    "parent_id", "body_id", "serves_id",
)  # fmt: skip
"""The columns that units and their states share."""
_AT_ONCE = 500


def write_first_states(units: Iterable[Unit]) -> int:
    """Give each unit the one state it has had since its first day, or correct that state; returns how many were written.

    A unit that a decision has changed is left alone: its history belongs to the decisions. Two queries and the writing.
    """
    wanted = {unit.pk: _state_of(unit) for unit in units}
    stored: dict[int, UnitState] = {}
    for state in UnitState.objects.order_by("unit_id", "valid_from"):
        if state.change_id is not None:
            wanted.pop(state.unit_id, None)
        stored.setdefault(state.unit_id, state)
    changed = []
    for unit_id, state in wanted.items():
        known = stored.get(unit_id)
        if known is not None and _facts(known) != _facts(state):
            state.pk = known.pk
            changed.append(state)
    new = [state for unit_id, state in wanted.items() if unit_id not in stored]
    UnitState.objects.bulk_create(new, batch_size=_AT_ONCE)
    UnitState.objects.bulk_update(changed, ["valid_from", "valid_to", *COPIED], batch_size=_AT_ONCE)
    return len(new) + len(changed)


def _state_of(unit: Unit) -> UnitState:
    return UnitState(unit_id=unit.pk, valid_from=unit.valid_from, valid_to=unit.valid_to, **{name: getattr(unit, name) for name in COPIED})


def _facts(state: UnitState) -> list[object]:
    return [getattr(state, name) for name in ("valid_from", "valid_to", *COPIED)]
