"""One feedback as its officials and its sender see it: chain, questions, answers, what happened, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypedDict

from motcua.blocks.events.api import Event, timeline
from motcua.blocks.permissions.api import holdings_with, may
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.feedback.events import STREAM
from motcua.onestop.feedback.models import Answer, Attachment, Feedback, Station, Supplement
from motcua.onestop.feedback.queries.locked import sender_sees
from motcua.onestop.feedback.queries.sender import known_of, note_reading, sees_sender
from motcua.onestop.feedback.rights import APPROVE as MAY_APPROVE
from motcua.onestop.feedback.rights import PROCESS, TAKE_IN
from motcua.onestop.feedback.rights import PUBLISH as MAY_PUBLISH
from motcua.onestop.feedback.rules import transitions as turns
from motcua.onestop.feedback.rules.impartiality import may_decide
from motcua.onestop.feedback.rules.similarity import most_alike
from motcua.onestop.feedback.rules.striking import safe

# what can be done: name -> (turn, right, whether it decides)
ACTS: dict[str, tuple[turns.Turn, str, bool]] = {
    "release": (turns.TAKE_IN, TAKE_IN, False),
    "discard": (turns.DISCARD, TAKE_IN, False),
    "accept": (turns.ACCEPT, TAKE_IN, True),
    "ask": (turns.ASK_SUPPLEMENT, TAKE_IN, True),
    "forward": (turns.FORWARD, TAKE_IN, False),
    "return": (turns.RETURN, TAKE_IN, False),
    "assign": (turns.ASSIGN, TAKE_IN, False),
    "start": (turns.START, PROCESS, False),
    "draft": (turns.DRAFT, PROCESS, False),
    "approve": (turns.APPROVE, MAY_APPROVE, True),
    "send_back": (turns.SEND_BACK, MAY_APPROVE, False),
    "publish": (turns.PUBLISH, MAY_PUBLISH, True),
    "withhold": (turns.WITHHOLD, MAY_PUBLISH, True),
    "merge": (turns.MERGE, TAKE_IN, True),
    "outside": (turns.FORWARD_OUTSIDE, TAKE_IN, True),
    "refuse": (turns.REFUSE, TAKE_IN, True),
    "extend": (turns.Turn("extend", turns.IN_HAND | {turns.Status.ANSWER_DRAFTED}, turns.Status.IN_PROCESS), TAKE_IN, True),
    "classify": (turns.Turn("classify", turns.TO_ANSWER, turns.Status.ACCEPTED), TAKE_IN, True),
}
_LOOKED_BACK = timedelta(days=60)
_COMPARED = 200


class _Hanging(TypedDict):
    stations: list[Station]
    supplements: list[Supplement]
    answers: list[Answer]
    merged: list[Feedback]
    events: list[Event]


@dataclass(frozen=True)
class FeedbackSheet:
    """Everything the page of one feedback shows. `title` and `text` are struck out for those who need not know the sender."""

    feedback: Feedback
    title: str
    text: str
    sees_sender: bool
    stations: Sequence[Station]
    supplements: Sequence[Supplement]
    answers: Sequence[Answer]
    attachments: Sequence[Attachment]
    merged: Sequence[Feedback]
    events: Sequence[Event]
    acts: frozenset[str] = frozenset()
    alike: Sequence[tuple[Feedback, float]] = field(default=())


def feedback_sheet(code: str, *, actor: Actor) -> FeedbackSheet:
    """For an official; the reading is written down. Errors: `NotFound`."""
    found = Feedback.objects.visible_to(actor).select_related("unit__body", "place", "dossier", "accused", "merged_into", "party")
    feedback = found.filter(code=code).first()
    if feedback is None:
        raise NotFound(words("There is no feedback with this code that you may see."))
    note_reading(feedback, actor)
    open_to = feedback.anonymous or sees_sender(feedback, actor)
    known = known_of(feedback)
    return FeedbackSheet(
        feedback=feedback,
        title=feedback.title if open_to else safe(feedback.title, known),
        text=feedback.text if open_to else safe(feedback.text, known),
        sees_sender=open_to and not feedback.anonymous,
        attachments=list(feedback.attachments.select_related("file").order_by("id")) if open_to else [],
        acts=acts_of(feedback, actor),
        alike=alike_to(feedback, actor),
        **_hanging(feedback),
    )


def senders_sheet(code: str, secret: str, *, actor: Actor) -> FeedbackSheet:
    """For the sender: logged in, or with the secret. Errors: `NotFound`. A merged one shows the answers of the main one."""
    feedback = sender_sees(code, secret, actor)
    hanging = _hanging(feedback)
    if feedback.merged_into is not None:
        hanging["answers"] = [one for one in feedback.merged_into.answers.select_related("file").order_by("round") if one.signed_at]
    return FeedbackSheet(
        feedback=feedback,
        title=feedback.title,
        text=feedback.text,
        sees_sender=False,
        attachments=list(feedback.attachments.select_related("file").order_by("id")),
        **hanging,
    )


def _hanging(feedback: Feedback) -> _Hanging:
    return {
        "stations": list(feedback.stations.select_related("unit__body").order_by("since", "id")),
        "supplements": list(feedback.supplements.order_by("id")),
        "answers": list(feedback.answers.select_related("issuer", "file").order_by("round")),
        "merged": list(feedback.merged.order_by("id")),
        "events": [event for event in timeline(STREAM, feedback.pk) if event.kind != "personal_data.read"],
    }


def acts_of(feedback: Feedback, actor: Actor) -> frozenset[str]:
    """What this official can do with it now; the actions ask all of it again."""
    accused = feedback.accused.path if feedback.accused else ""
    found = set()
    for name, (turn, right, decides) in ACTS.items():
        if not turns.may_take(turn, feedback.status) or not may(actor, right, unit_path=feedback.unit.path):
            continue
        if decides and not may_decide([one.unit_path for one in holdings_with(actor, right)], accused):
            continue
        found.add(name)
    if feedback.extended_at is not None:
        found.discard("extend")
    return frozenset(found)


def alike_to(feedback: Feedback, actor: Actor) -> list[tuple[Feedback, float]]:
    """Earlier ones that say nearly the same, among those the actor may read."""
    if feedback.status not in turns.MERGE.before:
        return []
    earlier = (
        Feedback.objects.visible_to(actor)
        .filter(pk__lt=feedback.pk, sent_at__gte=clock.now() - _LOOKED_BACK)
        .exclude(status__in=[turns.Status.SENT, turns.Status.MERGED, turns.Status.REFUSED, turns.Status.FORWARDED_OUTSIDE])
    )
    texts = earlier.order_by("-id").values_list("pk", "title", "text")[:_COMPARED]
    scored = most_alike(f"{feedback.title} {feedback.text}", [(pk, f"{title} {text}") for pk, title, text in texts])
    rows = Feedback.objects.in_bulk([pk for pk, _ in scored])
    return [(rows[pk], score) for pk, score in scored]
