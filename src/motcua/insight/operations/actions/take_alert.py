"""Somebody of the post takes an alert in hand."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.insight.operations.actions.turning import locked
from motcua.insight.operations.events import ALERT, AlertEvent
from motcua.insight.operations.models import Alert
from motcua.insight.operations.rules.alerting import Turn
from motcua.kernel import clock
from motcua.kernel.actor import Actor


@transaction.atomic
def take_alert(alert_id: int, *, actor: Actor) -> Alert:
    """The actor looks after it from now on. Errors: `NotFound`, `Forbidden` for another post, `Conflict` when it was taken."""
    alert, state = locked(alert_id, Turn.TAKE, actor=actor)
    alert.state = state
    alert.taken_by, alert.taken_at = actor.name[:200], clock.now()
    alert.save(update_fields=["state", "taken_by", "taken_at"])
    record(ALERT, alert.pk, AlertEvent.TAKEN, actor=actor, at=alert.taken_at, unit_id=alert.owner_id)
    return alert
