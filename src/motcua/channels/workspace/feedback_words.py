"""Words of the office for what feedback holds as keys."""

from collections.abc import Mapping, Sequence

from django.utils.translation import get_language, gettext

from motcua.channels.ui.api import Step, moment_in_words
from motcua.channels.ui.parts import TagTone
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import words
from motcua.onestop.feedback.api import ANSWERED, STATUS_WORDS, FeedbackContent, FeedbackSheet, Status
from motcua.onestop.feedback.events import SENTENCES, FeedbackEvent

URGENCY_WORDS: Mapping[str, str] = {"normal": words("Normal"), "urgent": words("Urgent"), "very_urgent": words("Very urgent")}
RATING_WORDS: Mapping[str, str] = {"satisfied": words("Satisfied"), "neutral": words("Neither"), "unsatisfied": words("Not satisfied")}
CHANNEL_WORDS: Mapping[str, str] = {
    "web": words("Portal"),
    "national": words("National portal"),
    "desk": words("At the desk"),
    "phone": words("By phone"),
    "post": words("By post"),
    "email": words("By e-mail"),
}
VIEW_WORDS: Mapping[str, str] = {
    "intake": words("To take in"),
    "work": words("In work"),
    "approve": words("To approve"),
    "publish": words("To publish"),
    "late": words("Late"),
    "asked": words("Sender asked"),
    "done": words("Ended"),
    "held": words("Kept aside"),
    "all": words("All"),
}
CAME_BY: Mapping[str, str] = {
    "sent": words("sent"),
    "forwarded": words("forwarded"),
    "returned": words("returned"),
    "assigned": words("assigned"),
}


def status_words(status: str) -> tuple[str, TagTone]:
    """A state in the words of the office, with its tone."""
    if status == Status.SUPPLEMENT_ASKED:
        return gettext("Waiting for the sender"), "wait"
    tone: TagTone = "bad" if status == Status.REFUSED else "good" if status in ANSWERED else "plain" if status == Status.MERGED else "now"
    return gettext(STATUS_WORDS[Status(status)]), tone


def topic_words(content: FeedbackContent, key: str) -> str:
    """The name of a field of life."""
    topic = content.topic(key)
    return topic.name.in_language(get_language() or "vi") if topic else key


def kind_words(content: FeedbackContent, key: str) -> str:
    """The name of a kind of feedback."""
    kind = content.kind(key)
    return kind.name.in_language(get_language() or "vi") if kind else key


def steps_of(sheet: FeedbackSheet) -> Sequence[Step]:
    """Everything that happened, with who did it."""
    steps = []
    for event in sheet.events:
        at = event.at.astimezone(VIETNAM)
        kind = FeedbackEvent(event.kind)
        stopped = kind in {FeedbackEvent.SUPPLEMENT_REQUESTED, FeedbackEvent.REFUSED, FeedbackEvent.DISCARDED}
        parts = (event.payload.get(name, "") for name in ("to_name", "number", "into", "reason"))
        text = ": ".join(gettext(part) for part in parts if isinstance(part, str) and part)
        when = moment_in_words(at)
        state = "stopped" if stopped else "done"
        steps.append(Step(gettext(SENTENCES[kind]), state, when=when, who=event.actor_name, text=text, machine_time=at.isoformat()))  # type: ignore[arg-type] # one of two states
    return steps
