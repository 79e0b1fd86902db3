"""What of this module passes to a successor unit: the places of people. The past stays with the unit that was."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Count

from motcua.blocks.events.api import Event
from motcua.ground.reorganisation.api import HandedOver, Handing, Moved, MovedRow, Placed, Units, hand_over
from motcua.office.personnel.events import DECISION, PersonnelEvent
from motcua.office.personnel.models import Decision, Placement
from motcua.office.personnel.rules.kinds import How

_ENDED = "reorganisation"


def _count(units: Units, split: Units) -> list[Placed]:
    rows = Placement.objects.filter(unit_id__in=units, valid_to__isnull=True).order_by().values_list("unit_id").annotate(people=Count("pk"))
    return [Placed(unit_id, people) for unit_id, people in rows]


def _examples(units: Units, most: int) -> list[str]:
    rows = Placement.objects.filter(unit_id__in=units, valid_to__isnull=True).select_related("person").order_by("pk")[:most]
    return [f"{row.person.full_name}, {row.title}" for row in rows]


def _move(handing: Handing) -> Moved:
    """Each place ends the day before, and a like one begins at the successor; one that has not begun by then only changes its unit.

    Nobody heads a successor by this: that takes a decision, because where units merge several people headed one.
    """
    open_ones = Placement.objects.filter(unit_id__in=list(handing.fates.units), valid_to__isnull=True, pk__gt=handing.after)
    batch = list(open_ones.order_by("pk")[: handing.limit])
    going = [(row, to) for row in batch if (to := handing.to(row.unit_id)) != row.unit_id]
    begun = [(row, to) for row, to in going if row.valid_from < handing.day]
    last = handing.day - timedelta(days=1)
    Placement.objects.filter(pk__in=[row.pk for row, _to in begun]).update(valid_to=last, ended_by=_ENDED)
    made = Placement.objects.bulk_create([_like(row, to, handing.day) for row, to in begun], batch_size=500)
    new = {row.pk: fresh.pk for (row, _to), fresh in zip(begun, made, strict=True)}
    for row, to in going:
        if row.pk not in new:
            Placement.objects.filter(pk=row.pk).update(unit_id=to)
    rows = [MovedRow(row.pk, row.unit_id, to, {"new": new[row.pk]} if row.pk in new else {}) for row, to in going]
    return Moved(rows, batch[-1].pk if len(batch) == handing.limit else None)


def _like(row: Placement, unit_id: int, day: date) -> Placement:
    return Placement(
        person_id=row.person_id,
        unit_id=unit_id,
        kind=row.kind,
        title=row.title,
        title_key="" if row.title_key == "head" else row.title_key,
        position_code=row.position_code,
        main=row.main,
        valid_from=day,
        term_ends_on=row.term_ends_on,
        how=How.REORGANISED,
        tenure_id=row.tenure_id,
        staffed=row.staffed,
    )


def _undo(rows: Sequence[MovedRow]) -> None:
    Placement.objects.filter(pk__in=[row.before["new"] for row in rows if "new" in row.before]).delete()
    Placement.objects.filter(pk__in=[row.object_id for row in rows if "new" in row.before]).update(valid_to=None, ended_by="")
    by_unit: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if "new" not in row.before:
            by_unit[row.from_unit].append(row.object_id)
    for unit_id, ids in by_unit.items():
        Placement.objects.filter(pk__in=ids).update(unit_id=unit_id)


def _touched(rows: Sequence[MovedRow], since: datetime) -> Collection[int]:
    """People on whom something was decided since, and places that have ended by now."""
    told = Event.objects.filter(stream=DECISION, kind=PersonnelEvent.ISSUED, recorded_at__gt=since).values_list("stream_id", flat=True)
    people = set(Decision.objects.filter(pk__in=list(told)).values_list("person_id", flat=True))
    now = {row.object_id: row.before.get("new", row.object_id) for row in rows}
    standing = dict(Placement.objects.filter(pk__in=now.values(), valid_to__isnull=True).values_list("pk", "person_id"))
    return {old for old, new in now.items() if standing.get(new) is None or standing[new] in people}


hand_over(
    HandedOver(
        "personnel",
        {"vi": "Vị trí của cán bộ, công chức, viên chức", "en": "Places of officials"},
        _count,
        _examples,
        _move,
        _undo,
        _touched,
        note={
            "vi": "Người đứng đầu đơn vị mới do quyết định bổ nhiệm xác định.",
            "en": "Who heads the new unit takes a decision of appointment.",
        },
    )
)
