"""The answer is enough: the alert is closed, and stays quiet for a while."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.ground.directory.api import schedule_of
from motcua.insight.operations.actions.turning import LONGEST, locked, said
from motcua.insight.operations.events import ALERT, AlertEvent
from motcua.insight.operations.models import Alert
from motcua.insight.operations.queries.content import wall_on
from motcua.insight.operations.rules.alerting import Turn
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.deadlines import due_at
from motcua.kernel.errors import words


@transaction.atomic
def close_alert(alert_id: int, *, note: str = "", actor: Actor) -> Alert:
    """Close it; while its rule still holds a note says why.

    Errors: `InvalidInput` (note), `NotFound`, `Forbidden` for who answered, `Conflict`.
    """
    alert, state = locked(alert_id, Turn.CLOSE, actor=actor)
    if alert.still_holds:
        note = said(note, "note", words("The figure still raises the alert: say why it is closed all the same."))
    now = clock.now()
    tile = wall_on(now.date()).tile(alert.tile)
    quiet = due_at(schedule_of(alert.owner_id), now, tile.alert.quiet.limit) if tile is not None and tile.alert is not None else now
    alert.state, alert.closed_at, alert.quiet_until = state, now, quiet
    alert.save(update_fields=["state", "closed_at", "quiet_until"])
    payload = {"note": note.strip()[:LONGEST], "still_holds": alert.still_holds}
    record(ALERT, alert.pk, AlertEvent.CLOSED, actor=actor, at=now, unit_id=alert.owner_id, payload=payload)
    return alert
