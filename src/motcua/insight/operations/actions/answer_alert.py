"""The post says what was done."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.insight.operations.actions.turning import locked, said
from motcua.insight.operations.events import ALERT, AlertEvent
from motcua.insight.operations.models import Alert
from motcua.insight.operations.rules.alerting import Turn
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import words


@transaction.atomic
def answer_alert(alert_id: int, *, answer: str, actor: Actor) -> Alert:
    """Say what was done. Errors: `InvalidInput` (answer), `NotFound`, `Forbidden` for another post, `Conflict` before it is taken."""
    text = said(answer, "answer", words("Say what was done."))
    alert, state = locked(alert_id, Turn.ANSWER, actor=actor)
    alert.state, alert.answer = state, text
    alert.answered_by, alert.answered_at = actor.account_id, clock.now()
    alert.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    record(ALERT, alert.pk, AlertEvent.ANSWERED, actor=actor, at=alert.answered_at, unit_id=alert.owner_id, payload={"answer": text})
    return alert
