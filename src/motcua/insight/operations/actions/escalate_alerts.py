"""Alerts nobody answered in time go up."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.insight.operations.actions.telling import ESCALATED, tell_post
from motcua.insight.operations.events import ALERT, AlertEvent
from motcua.insight.operations.models import Alert
from motcua.insight.operations.queries.content import wall_on
from motcua.insight.operations.queries.posts import post_of
from motcua.insight.operations.rules.alerting import WAITING
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor


def escalate_alerts(*, actor: Actor = SYSTEM) -> list[Alert]:
    """Show every alert past its deadline to the post its rule names, once per deadline. One transaction each."""
    now = clock.now()
    wall = wall_on(now.date())
    late = Alert.objects.filter(closed_at__isnull=True, state__in=WAITING, due_at__lt=now, escalated_at__isnull=True)
    done = []
    for alert in late.select_related("unit").order_by("due_at"):
        tile = wall.tile(alert.tile)
        if tile is None or tile.alert is None:
            continue
        above = post_of(tile.alert.escalate_to, alert.unit)
        with transaction.atomic():
            changed = Alert.objects.filter(pk=alert.pk, escalated_at__isnull=True, state__in=WAITING).update(
                escalated_at=now, escalated_to=above, escalated_role=tile.alert.escalate_to.role
            )
            if changed:
                payload = {"unit": above.pk, "role": tile.alert.escalate_to.role}
                record(ALERT, alert.pk, AlertEvent.ESCALATED, actor=actor, at=now, unit_id=alert.owner_id, payload=payload)
                tell_post(alert, ESCALATED, (above.pk, tile.alert.escalate_to.role))
                done.append(alert)
    return done
