"""Words for what feedback holds as keys, and its life as people read it."""

from collections.abc import Mapping, Sequence

from django.utils.translation import get_language, gettext

from motcua.channels.ui.api import Step, moment_in_words
from motcua.channels.ui.parts import TagTone
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import words
from motcua.onestop.feedback.api import ANSWERED, STATUS_WORDS, FeedbackContent, FeedbackSheet, Status
from motcua.onestop.feedback.events import SENTENCES, FeedbackEvent

URGENCY_WORDS: Mapping[str, str] = {"normal": words("Normal"), "urgent": words("Urgent"), "very_urgent": words("Very urgent")}
RATING_WORDS: Mapping[str, str] = {
    "satisfied": words("Satisfied"),
    "neutral": words("Neither"),
    "unsatisfied": words("Not satisfied"),
}
_BAD = frozenset({Status.REFUSED})
_WAIT = frozenset({Status.SUPPLEMENT_ASKED})
_STOPS = frozenset({FeedbackEvent.SUPPLEMENT_REQUESTED, FeedbackEvent.REFUSED, FeedbackEvent.DISCARDED})
_INSIDE = frozenset({FeedbackEvent.DRAFTED, FeedbackEvent.SENT_BACK, FeedbackEvent.CLASSIFIED, FeedbackEvent.SIGNED})


def status_in_words(status: str) -> str:
    """A state in the reader's language."""
    return gettext(STATUS_WORDS[Status(status)])


def tone_of(status: str) -> TagTone:
    """The colour that repeats what the words say."""
    if status in _BAD:
        return "bad"
    if status in _WAIT:
        return "wait"
    return "good" if status in ANSWERED else "now"


def kind_name(content: FeedbackContent, key: str) -> str:
    """The name of a kind."""
    kind = content.kind(key)
    return kind.name.in_language(get_language() or "vi") if kind else key


def topic_name(content: FeedbackContent, key: str) -> str:
    """The name of a field."""
    topic = content.topic(key)
    return topic.name.in_language(get_language() or "vi") if topic else key


def steps_of(sheet: FeedbackSheet, *, inside: bool = False) -> Sequence[Step]:
    """What happened, for the sender; `inside` adds the steps that only officials see."""
    steps = []
    for event in sheet.events:
        kind = FeedbackEvent(event.kind)
        if kind in _INSIDE and not inside:
            continue
        at = event.at.astimezone(VIETNAM)
        steps.append(
            Step(
                gettext(SENTENCES[kind]),
                "stopped" if kind in _STOPS else "done",
                when=moment_in_words(at),
                who=event.actor_name if inside else "",
                text=_told(kind, event.payload),
                machine_time=at.isoformat(),
            )
        )
    return steps


def _told(kind: FeedbackEvent, payload: Mapping[str, object]) -> str:
    if kind == FeedbackEvent.FORWARDED:
        return f"{payload.get('to_name', '')}: {payload.get('reason', '')}"
    if kind in {FeedbackEvent.RETURNED, FeedbackEvent.EXTENDED, FeedbackEvent.WITHHELD, FeedbackEvent.SENT_BACK}:
        return str(payload.get("reason", ""))
    if kind == FeedbackEvent.ASSIGNED:
        return str(payload.get("to_name", ""))
    if kind == FeedbackEvent.ANSWERED:
        return f"{payload.get('number', '')}"
    return str(payload.get("into", ""))
