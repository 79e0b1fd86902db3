"""Alerts somebody may see: those of one's posts, of units in one's charge, and what was escalated to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.blocks.events.api import Event, timeline
from motcua.blocks.permissions.api import holdings_with, may
from motcua.insight.operations.events import ALERT
from motcua.insight.operations.models import Alert
from motcua.insight.operations.queries.posts import holders
from motcua.insight.operations.rights import ALERTS, CLOSE
from motcua.insight.operations.rules.alerting import WAITING, State, Turn, turns_from
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words

PAGE = 50
IN_INBOX = 10
_CHARGE = frozenset({"leader", "auditor", "division_head", "reform_officer"})


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert with the names of those who hold its post."""

    alert: Alert
    holders: Sequence[str]
    is_late: bool
    mine: bool


@dataclass(frozen=True)
class AlertSheet:
    """One alert with its history and what the reader can do now."""

    row: AlertRow
    history: Sequence[Event]
    turns: Sequence[Turn]
    now: datetime


def alerts_visible(actor: Actor) -> QuerySet[Alert]:
    """Every alert the actor may see, closed ones included."""
    if actor.kind == "system":
        return Alert.objects.all()
    seen = Q(pk__in=[])
    for holding in holdings_with(actor, ALERTS):
        seen |= Q(owner_id=holding.unit_id, role=holding.role) | Q(escalated_to_id=holding.unit_id, escalated_role=holding.role)
        if holding.role in _CHARGE:
            seen |= Q(owner__path__startswith=holding.unit_path) | Q(unit__path__startswith=holding.unit_path)
    return Alert.objects.filter(seen)


def is_owner(actor: Actor, alert: Alert) -> bool:
    """Whether the actor holds the post that answers."""
    return any(holding.unit_id == alert.owner_id and holding.role == alert.role for holding in holdings_with(actor, ALERTS))


def closes(actor: Actor, alert: Alert) -> bool:
    """Whether the actor may judge the answer: in charge of the unit, or escalated to; never who answered."""
    if actor.account_id is not None and actor.account_id == alert.answered_by:
        return False
    escalated = any(one.unit_id == alert.escalated_to_id and one.role == alert.escalated_role for one in holdings_with(actor, CLOSE))
    return escalated or may(actor, CLOSE, unit_path=alert.unit.path)


def alert_list(*, closed: bool = False, mine: bool = False, after: int | None = None, actor: Actor) -> list[AlertRow]:
    """A page of alerts and one more, newest first for closed ones, the most urgent first for open ones. Two queries."""
    found = alerts_visible(actor).filter(closed_at__isnull=not closed).select_related("unit", "owner", "escalated_to")
    if mine:
        own = Q(pk__in=[])
        for holding in holdings_with(actor, ALERTS):
            own |= Q(owner_id=holding.unit_id, role=holding.role, state__in=WAITING)
        found = found.filter(own)
    if closed:
        found = found.filter(pk__lt=after) if after else found
        rows = list(found.order_by("-pk")[: PAGE + 1])
    else:
        rows = list(found.order_by("due_at", "pk")[: PAGE * 10])
    return _rows(rows, actor)


def at_my_posts(actor: Actor) -> list[AlertRow]:
    """For the inbox: alerts the actor's own posts must answer, and those that came up to them, until closed. Two queries, or none."""
    own = Q()
    for holding in holdings_with(actor, ALERTS):
        own |= Q(owner_id=holding.unit_id, role=holding.role, state__in=WAITING)
        own |= Q(escalated_to_id=holding.unit_id, escalated_role=holding.role, escalated_at__isnull=False)
    if not own:
        return []
    rows = Alert.objects.filter(own, closed_at__isnull=True).select_related("unit", "owner", "escalated_to").order_by("due_at", "pk")
    return _rows(list(rows[:IN_INBOX]), actor)


def waiting_for(actor: Actor) -> int:
    """How many alerts wait for an answer of the actor's own posts. One query, none without such a post."""
    own = Q()
    for holding in holdings_with(actor, ALERTS):
        own |= Q(owner_id=holding.unit_id, role=holding.role)
    return Alert.objects.filter(own, state__in=WAITING, closed_at__isnull=True).count() if own else 0


def alert_sheet(alert_id: int, *, actor: Actor) -> AlertSheet:
    """One alert; `NotFound` when the actor may not know of it."""
    alert = alerts_visible(actor).select_related("unit", "owner", "escalated_to").filter(pk=alert_id).first()
    if alert is None:
        raise NotFound(words("There is no such alert."))
    able = []
    for turn in turns_from(State(alert.state)):
        right = closes(actor, alert) if turn in {Turn.CLOSE, Turn.SEND_BACK} else is_owner(actor, alert)
        able += [turn] if right else []
    return AlertSheet(_rows([alert], actor)[0], list(timeline(ALERT, alert.pk)), able, clock.now())


def _rows(alerts: Sequence[Alert], actor: Actor) -> list[AlertRow]:
    people = holders({(alert.owner_id, alert.role) for alert in alerts})
    now = clock.now()
    return [
        AlertRow(
            alert,
            people.get((alert.owner_id, alert.role), []),
            alert.state in WAITING and alert.due_at < now,
            alert.state in WAITING and is_owner(actor, alert),
        )
        for alert in alerts
    ]
