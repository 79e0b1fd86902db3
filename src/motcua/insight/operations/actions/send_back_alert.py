"""The answer is not enough: the post answers again, with a new deadline."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.ground.directory.api import schedule_of
from motcua.insight.operations.actions.telling import SENT_BACK, tell_post
from motcua.insight.operations.actions.turning import locked, said
from motcua.insight.operations.events import ALERT, AlertEvent
from motcua.insight.operations.models import Alert
from motcua.insight.operations.queries.content import wall_on
from motcua.insight.operations.rules.alerting import Turn
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.deadlines import TimeLimit, due_at
from motcua.kernel.errors import words


@transaction.atomic
def send_back_alert(alert_id: int, *, reason: str, actor: Actor) -> Alert:
    """Send it back with the reason. Errors: `InvalidInput` (reason), `NotFound`, `Forbidden` for who answered, `Conflict`."""
    text = said(reason, "reason", words("Say what is missing in the answer."))
    alert, state = locked(alert_id, Turn.SEND_BACK, actor=actor)
    now = clock.now()
    tile = wall_on(now.date()).tile(alert.tile)
    limit = tile.alert.answer_within.limit if tile is not None and tile.alert is not None else TimeLimit(1, "working_day")
    alert.state, alert.due_at = state, due_at(schedule_of(alert.owner_id), now, limit)
    alert.escalated_at = None  # the new deadline is escalated anew
    alert.save(update_fields=["state", "due_at", "escalated_at"])
    payload = {"reason": text, "due_at": alert.due_at.isoformat()}
    record(ALERT, alert.pk, AlertEvent.SENT_BACK, actor=actor, at=now, unit_id=alert.owner_id, payload=payload)
    tell_post(alert, SENT_BACK, (alert.owner_id, alert.role), said=text)
    return alert
