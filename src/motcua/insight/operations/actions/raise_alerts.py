"""Ask the alert rules of tiles, and make tasks of what they find."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max

from motcua.blocks.events.api import record
from motcua.blocks.measures.api import registered
from motcua.ground.directory.api import Unit, schedule_of
from motcua.insight.operations.actions.telling import RAISED, tell_post
from motcua.insight.operations.events import ALERT, AlertEvent
from motcua.insight.operations.models import Alert, TileLook, TileValue
from motcua.insight.operations.queries.content import wall_on
from motcua.insight.operations.queries.posts import post_of
from motcua.insight.operations.queries.reckoning import known
from motcua.insight.operations.rules.wall import AlertRule, Over, Tile
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.deadlines import due_at

_KINDS: Mapping[Over, tuple[str, ...]] = {
    "whole": (Unit.Kind.PROVINCE,),
    "departments": (Unit.Kind.DEPARTMENT,),
    "districts": (Unit.Kind.DISTRICT,),
    "communes": (Unit.Kind.COMMUNE,),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """One rule over its units, with what is known of them."""

    tile: Tile
    rule: AlertRule
    values: Mapping[int, TileValue]
    running: Mapping[int, Alert]
    quiet: Mapping[int, datetime]
    age: int  # minutes


def raise_alerts(*, actor: Actor = SYSTEM) -> list[Alert]:
    """Raise an alert wherever a rule holds, none is open and none was closed lately; returns the new ones.

    Open ones are told whether their rule still holds. Four statements per tile with a rule, and two per new alert.
    """
    now = clock.now()
    looks = TileLook.objects.in_bulk()
    raised: list[Alert] = []
    for tile in known(wall_on(now.date()).tiles):
        look = looks.get(tile.key)
        if tile.alert is not None and look is not None:
            age = max(int((now - look.cut_off).total_seconds() // 60), 0)
            raised += _ask(_asked(tile, tile.alert, age), now, actor)
    return raised


def _asked(tile: Tile, rule: AlertRule, age: int) -> _Asked:
    alerts = Alert.objects.filter(tile=tile.key)
    quiet = alerts.filter(closed_at__isnull=False).values_list("unit_id").annotate(until=Max("quiet_until"))
    return _Asked(
        tile,
        rule,
        {row.unit_id: row for row in TileValue.objects.filter(tile=tile.key)},
        {row.unit_id: row for row in alerts.filter(closed_at__isnull=True)},
        {unit_id: until for unit_id, until in quiet if until is not None},
        age,
    )


def _ask(asked: _Asked, now: datetime, actor: Actor) -> list[Alert]:
    raised: list[Alert] = []
    for unit in Unit.objects.on(now.date()).filter(kind__in=_KINDS[asked.rule.over]).order_by("path"):
        value, last = _figures(asked.values.get(unit.pk), is_ratio=registered()[asked.tile.indicator].kind == "ratio")
        holds = asked.rule.holds(value, last, asked.age)
        open_one = asked.running.get(unit.pk)
        if open_one is not None:
            if open_one.still_holds != holds:
                Alert.objects.filter(pk=open_one.pk).update(still_holds=holds)
        elif holds and not (unit.pk in asked.quiet and now < asked.quiet[unit.pk]):
            fresh = _raise(asked, unit, value, last, now, actor)
            raised += [fresh] if fresh is not None else []
    return raised


def _figures(kept: TileValue | None, *, is_ratio: bool) -> tuple[Decimal | None, Decimal | None]:
    """A unit without a row has nothing: nought of a flow or stock, no ratio."""
    if kept is not None:
        return kept.value, kept.last
    return (None, None) if is_ratio else (Decimal(0), Decimal(0))


def _raise(asked: _Asked, unit: Unit, value: Decimal | None, last: Decimal | None, now: datetime, actor: Actor) -> Alert | None:
    """One alert with its event; None when another worker was first."""
    rule = asked.rule
    owner = post_of(asked.tile.owner, unit)
    due = due_at(schedule_of(owner.pk), now, rule.answer_within.limit)
    try:
        with transaction.atomic():
            alert = Alert.objects.create(
                tile=asked.tile.key,
                unit=unit,
                owner=owner,
                role=asked.tile.owner.role,
                value=value,
                last=last,
                threshold=rule.threshold,
                says_vi=rule.says.vi,
                says_en=rule.says.en,
                raised_at=now,
                due_at=due,
            )
            payload = {"tile": alert.tile, "value": _text(value), "last": _text(last), "due_at": due.isoformat()}
            record(ALERT, alert.pk, AlertEvent.RAISED, actor=actor, at=now, unit_id=owner.pk, payload=payload)
            tell_post(alert, RAISED, (owner.pk, alert.role))
    except IntegrityError:
        return None
    return alert


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")
