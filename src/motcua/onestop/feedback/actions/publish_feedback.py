"""Feedback and answer go public with personal data struck out, after a person has looked at every mark."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.kernel.text import fold
from motcua.onestop.feedback.actions.draft_answer import round_of
from motcua.onestop.feedback.actions.recording import finish, record_step, set_next_due
from motcua.onestop.feedback.actions.requiring import required_text
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Answer, Feedback, Publication
from motcua.onestop.feedback.queries.locked import at_work
from motcua.onestop.feedback.queries.sender import known_of
from motcua.onestop.feedback.rights import PUBLISH as MAY_PUBLISH
from motcua.onestop.feedback.rules.striking import chosen, left_standing, strike
from motcua.onestop.feedback.rules.transitions import PUBLISH, WITHHOLD, take


@dataclass(frozen=True, slots=True)
class Marks:
    """What a person decided: keys of the proposed marks that stay, words to strike besides, pictures that may be shown,
    and whether what still stands of the sender's own data was looked at and is meant to stand."""

    kept: Iterable[str] = ()
    own: Sequence[str] = ()
    pictures: Iterable[int] = ()
    standing_is_meant: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """The three texts of a publication."""

    title: str
    text: str
    answer: str
    marks: dict[str, list[list[object]]] = field(default_factory=dict)


def texts_of(feedback: Feedback) -> dict[str, str]:
    """The originals that a publication is made of, the answer of the present round."""
    answer = Answer.objects.filter(feedback=feedback, round=round_of(feedback)).first()
    return {"title": feedback.title, "text": feedback.text, "answer": answer.text if answer else ""}


def struck(feedback: Feedback, marks: Marks) -> Texts:
    """The texts as the public would read them."""
    known, kept = known_of(feedback), list(marks.kept)
    parts: dict[str, str] = {}
    pieces: dict[str, list[list[object]]] = {}
    for part, text in texts_of(feedback).items():
        found = chosen(part, text, known, kept, marks.own)
        parts[part] = strike(text, found)
        pieces[part] = [[piece.start, piece.end, piece.kind] for piece in found]
    return Texts(**parts, marks=pieces)


@transaction.atomic
def publish_feedback(code: str, marks: Marks, *, actor: Actor) -> Publication:
    """Publish with the confirmed marks. The original stays with the office.

    Errors: `InvalidInput` when name, phone or mail of the sender would still stand and nobody said that it is meant;
    `NotFound`, `Forbidden` (also in one's own cause), `Conflict`.
    """
    feedback = at_work(code, actor, MAY_PUBLISH, decides=True)
    feedback.status = take(PUBLISH, feedback.status)
    texts = struck(feedback, marks)
    standing = left_standing({"title": texts.title, "text": texts.text, "answer": texts.answer}, known_of(feedback))
    if standing and not marks.standing_is_meant:
        message = words("The sender's own data would still be public: %(what)s.")
        raise InvalidInput(
            message,
            params={"what": ", ".join(standing)},
            fields=[FieldError("standing", message, {"what": ", ".join(standing)})],
            way_out=words("Strike it out, or confirm that it is meant to stand."),
        )
    now = clock.now()
    publication = _kept(feedback, texts, actor)
    feedback.attachments.update(public=False)
    feedback.attachments.filter(pk__in=list(marks.pictures), file__media_type__startswith="image/").update(public=True)
    feedback.published_at = now
    finish(feedback, now)
    set_next_due(feedback)
    feedback.save()
    record_step(feedback, FeedbackEvent.PUBLISHED, actor=actor, at=now, payload={"struck": sum(len(one) for one in texts.marks.values())})
    for merged in feedback.merged.all():
        record_step(merged, FeedbackEvent.PUBLISHED, actor=actor, at=now, payload={"into": feedback.code})
    return publication


@transaction.atomic
def withhold_feedback(code: str, *, reason: str, actor: Actor) -> Feedback:
    """Do not publish (private matters, secrets); the sender has the answer all the same. Errors: as `publish_feedback`."""
    feedback = at_work(code, actor, MAY_PUBLISH, decides=True)
    said = required_text("reason", reason, words("Write why it is not published."), most=500)
    now = clock.now()
    feedback.status, feedback.wants_public = take(WITHHOLD, feedback.status), False
    set_next_due(feedback)
    finish(feedback, now)
    feedback.save()
    record_step(feedback, FeedbackEvent.WITHHELD, actor=actor, at=now, payload={"reason": said})
    return feedback


def _kept(feedback: Feedback, texts: Texts, actor: Actor) -> Publication:
    values = {
        "title": texts.title[:260],
        "text": texts.text,
        "answer": texts.answer,
        "search_text": fold(f"{texts.title} {texts.text}"),
        "marks": texts.marks,
        "confirmed_by": actor.name,
    }
    publication, _ = Publication.objects.update_or_create(feedback=feedback, defaults=values)
    return publication
