"""Remind people of an appointment one working day before."""

from datetime import datetime, timedelta

from django.db import transaction

from motcua.blocks.events.api import Event
from motcua.kernel import clock
from motcua.kernel.calendar import viet_nam
from motcua.onestop.notifications.actions.tell import tell_again
from motcua.onestop.notifications.models import Reminder
from motcua.onestop.notifications.rules.kinds import REMINDER_ENDS, REMINDER_TEMPLATE
from motcua.onestop.notifications.rules.reminding import remind_at


def plan_reminder(event: Event) -> None:
    """Note when to remind of an appointment; once per event. One that begins sooner is not reminded of."""
    try:
        starts = datetime.fromisoformat(str(event.payload.get("starts_at")))
    except ValueError:
        return
    due = remind_at(viet_nam(), starts.astimezone(clock.VIETNAM))
    if due > event.at:
        Reminder.objects.get_or_create(event_id=event.pk, defaults={"due_at": due})


def remind_due(most: int) -> int:
    """Send the reminders that are due and return how many; those of appointments moved, cancelled or begun meanwhile are dropped."""
    now = clock.now()
    sent = 0
    for reminder in Reminder.objects.filter(settled_at__isnull=True, due_at__lte=now).order_by("due_at")[:most]:
        with transaction.atomic():
            event = Event.objects.get(pk=reminder.event_id)
            if _still_holds(event, now):
                sent += tell_again(event, REMINDER_TEMPLATE)
            Reminder.objects.filter(pk=reminder.pk).update(settled_at=now)
    return sent


def _still_holds(event: Event, now: datetime) -> bool:
    starts = datetime.fromisoformat(str(event.payload["starts_at"]))
    later = Event.objects.filter(stream=event.stream, stream_id=event.stream_id, pk__gt=event.pk, kind__in=REMINDER_ENDS)
    return starts > now + timedelta(minutes=30) and not later.exists()
