"""Reactions to the events of feedback; joined to them in the wiring."""

from collections.abc import Sequence

from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import enqueue
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.jobs import sign_answer_of

KINDS = (FeedbackEvent.ANSWERED,)


def order_signature(events: Sequence[Event]) -> None:
    """Order each approved answer to be signed; that of a merged one is the main one's."""
    for event in events:
        if "into" not in event.payload:
            enqueue(sign_answer_of, event.payload["answer"], key=f"feedback-answer/{event.payload['answer']}")
