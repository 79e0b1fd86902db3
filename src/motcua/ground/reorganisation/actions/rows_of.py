"""The usual kind of open thing: rows of a table with one column that names the unit."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Case, Count, F, QuerySet, Value, When
from django.db.models.expressions import Combinable

from motcua.blocks.events.api import Event
from motcua.ground.reorganisation.queries.handed_over import HandedOver, Handing, Label, Moved, MovedRow, Placed, Units

Rows = Callable[[], QuerySet[Any]]
Hook = Callable[[Sequence[MovedRow], Handing], None]


def rows_of(
    key: str,
    name: Label,
    *,
    rows: Rows,
    field: str,
    address: str | Combinable = "",
    label: str = "",
    moved: Hook | None = None,
    undone: Callable[[Sequence[MovedRow]], None] | None = None,
    stream: str = "",
    quiet: Collection[str] = (),
) -> HandedOver:
    """A kind whose open things are the rows of `rows()` and whose unit stands in the column `field` (as `unit_id`).

    `address` is the path (or expression) of the address by which a split unit's rows are told apart; without one they all go to the
    default successor. `label` is the field that names an example. `moved` runs after each batch in its transaction and may note in
    `before` what it changed, which `undone` puts back. A row counts as touched when its unit is another by now, when it is no longer
    open, or when an event of the `stream` names it, `quiet` kinds apart.
    """

    def count(units: Units, split: Units) -> Iterable[Placed]:
        return _count(rows(), field, address, units, split)

    def examples(units: Units, most: int) -> Sequence[str]:
        if not label:
            return ()
        return [str(text) for text in rows().filter(**{f"{field}__in": units}).order_by("pk").values_list(label, flat=True)[:most]]

    def move(handing: Handing) -> Moved:
        found = _move(rows(), field, address, handing)
        if moved and found.rows:
            moved(found.rows, handing)
        return found

    def undo(gone: Sequence[MovedRow]) -> None:
        _put_back(rows().model, field, gone)
        if undone:
            undone(gone)

    return HandedOver(key, name, count, examples, move, undo, partial(_touched, rows, field, stream, quiet))


def _count(rows: QuerySet[Any], field: str, address: str | Combinable, units: Units, split: Units) -> Iterable[Placed]:
    """One statement: by unit, and within split units by address."""
    there = rows.filter(**{f"{field}__in": units}).order_by()
    if not address or not split:
        counted = there.values_list(field).annotate(amount=Count("pk"))
        return [Placed(unit_id, amount) for unit_id, amount in counted]
    place = F(address) if isinstance(address, str) else address
    by_place = Case(When(**{f"{field}__in": split}, then=place), default=Value(""))
    counted = there.annotate(place=by_place).values_list(field, "place").annotate(amount=Count("pk"))
    return [Placed(unit_id, amount, text or "") for unit_id, text, amount in counted]


def _move(rows: QuerySet[Any], field: str, address: str | Combinable, handing: Handing) -> Moved:
    """Read the next rows, set their unit with one statement per successor; rows of split units that stay are passed over."""
    place = (F(address) if isinstance(address, str) else address) if address else Value("")
    batch = rows.filter(**{f"{field}__in": handing.fates.units}, pk__gt=handing.after).order_by("pk").annotate(place=place)
    found = list(batch.values_list("pk", field, "place")[: handing.limit])
    gone = [MovedRow(pk, unit_id, to) for pk, unit_id, text in found if (to := handing.to(unit_id, text or "")) != unit_id]
    by_successor: dict[int, list[int]] = defaultdict(list)
    for row in gone:
        by_successor[row.to_unit].append(row.object_id)
    for successor, ids in by_successor.items():
        rows.model._default_manager.filter(pk__in=ids).update(**{field: successor})
    return Moved(gone, found[-1][0] if len(found) == handing.limit else None)


def _put_back(model: Any, field: str, gone: Sequence[MovedRow]) -> None:
    by_unit: dict[int, list[int]] = defaultdict(list)
    for row in gone:
        by_unit[row.from_unit].append(row.object_id)
    for unit_id, ids in by_unit.items():
        model._default_manager.filter(pk__in=ids).update(**{field: unit_id})


def _touched(rows: Rows, field: str, stream: str, quiet: Collection[str], gone: Sequence[MovedRow], since: datetime) -> Collection[int]:
    """Rows that are elsewhere or closed by now, and those that events name."""
    there = dict(rows().filter(pk__in=[row.object_id for row in gone]).values_list("pk", field))
    found = {row.object_id for row in gone if there.get(row.object_id) != row.to_unit}
    if stream:
        told = Event.objects.filter(stream=stream, stream_id__in=there, recorded_at__gt=since).exclude(kind__in=quiet)
        found.update(told.values_list("stream_id", flat=True))
    return found
