"""What happens to an item of the portal is reported there; joined to the events in the wiring."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.dateparse import parse_datetime

from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import enqueue
from motcua.connectors.national_feedback.jobs import deliver
from motcua.connectors.national_feedback.models import Outgoing
from motcua.kernel import clock
from motcua.onestop.feedback.api import Answer, Feedback
from motcua.onestop.feedback.events import FeedbackEvent

KINDS = (
    FeedbackEvent.RECEIVED,
    FeedbackEvent.SUPPLEMENT_REQUESTED,
    FeedbackEvent.ACCEPTED,
    FeedbackEvent.FORWARDED,
    FeedbackEvent.RETURNED,
    FeedbackEvent.REFUSED,
    FeedbackEvent.EXTENDED,
    FeedbackEvent.ANSWERED,
    FeedbackEvent.PUBLISHED,
    FeedbackEvent.MERGED,
    FeedbackEvent.REOPENED,
)
_TOLD = ("due_at", "to_name", "reason", "guidance", "new_due", "number", "signer", "into")


def tell_the_portal(events: Sequence[Event]) -> None:
    """Owe the portal one report per event of one of its items; the same event again owes nothing more."""
    ours = [event for event in events if event.payload.get("channel") == Feedback.Channel.NATIONAL]
    items = Feedback.objects.in_bulk([event.stream_id for event in ours])
    for event in ours:
        item = items.get(event.stream_id)
        if item is None or not item.foreign_code:
            continue
        owed = {"code": item.foreign_code, "body": report(event, item), "created_at": clock.real_now()}
        Outgoing.objects.get_or_create(key=f"event/{event.id}", defaults=owed)
        enqueue(deliver, item.foreign_code, key=f"national-feedback/{event.id}", serial=f"national-feedback/{item.foreign_code}")


def report(event: Event, item: Feedback) -> dict[str, Any]:
    """What the portal is told; the text of an answer goes to the sender there, struck out texts into its public list."""
    at = event.at if not isinstance(event.at, str) else parse_datetime(event.at)
    told: dict[str, Any] = {name: event.payload[name] for name in _TOLD if name in event.payload}
    body: dict[str, Any] = {
        "key": f"event/{event.id}",
        "code": item.foreign_code,
        "our_code": item.code,
        "event": event.kind,
        "at": at.isoformat() if at else "",
        "data": {**told, **_texts(event, item)},
    }
    return body


def _texts(event: Event, item: Feedback) -> Mapping[str, str]:
    if event.kind == FeedbackEvent.SUPPLEMENT_REQUESTED:
        asked = item.supplements.filter(pk=event.payload.get("supplement")).first()
        return {"text": asked.asked} if asked else {}
    if event.kind == FeedbackEvent.ANSWERED:
        answer = Answer.objects.filter(pk=event.payload.get("answer")).first()
        own = answer is not None and answer.feedback_id == item.pk  # the main one's answer names another sender
        return {"text": answer.text} if answer is not None and own else {}
    if event.kind == FeedbackEvent.PUBLISHED:
        shown = getattr(item, "publication", None)
        return {"title": shown.title, "text": shown.text, "answer": shown.answer} if shown else {}
    return {}
