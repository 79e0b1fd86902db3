"""An official writes down what a person said by phone, in a letter or at the desk; a partner system hands one in."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, NotFound, words
from motcua.onestop.feedback.actions.answer_supplement import note_supplement
from motcua.onestop.feedback.actions.open_feedback import Opening, Sent, open_feedback, opened_before
from motcua.onestop.feedback.actions.rate_feedback import note_rating
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.content import content_in_force
from motcua.onestop.feedback.rights import EXCHANGE, RECORD
from motcua.onestop.feedback.rules.grounds import Message, Sender, faults

BY_HAND = ("desk", "phone", "post", "email")


@transaction.atomic
def record_feedback(message: Message, sender: Sender, *, key: UUID, channel: str, actor: Actor) -> Sent:
    """Write down feedback for somebody else; the receipt with the secret is for that person. Errors: `InvalidInput`, `Forbidden`."""
    require(actor, RECORD)
    known = opened_before(key)
    if known is not None:
        return Sent(known.code, "")
    now = clock.now()
    wrong = faults(message, sender, content_in_force(), on=now.date())
    if channel not in BY_HAND:
        wrong.append(FieldError("channel", words("Choose how it came.")))
    if wrong:
        raise InvalidInput(words("The feedback is not complete yet."), fields=wrong)
    feedback, secret = open_feedback(Opening(key, message, sender, channel, now), actor=actor)
    return Sent(feedback.code, secret)


@transaction.atomic
def take_over_feedback(message: Message, sender: Sender, *, key: UUID, foreign_code: str, actor: Actor) -> Feedback:
    """Take in one from a partner system; the same foreign code again gives the feedback that is there.

    A field the province does not know becomes "khac"; the partner has checked the sender. Errors: `Forbidden`, `InvalidInput`.
    """
    require(actor, EXCHANGE)
    known = Feedback.objects.filter(foreign_code=foreign_code).first()
    if known is not None:
        return known
    content = content_in_force()
    if content.topic(message.topic) is None:
        message = replace(message, topic=content.fields[-1].key)
    wrong = [error for error in faults(message, sender, content, on=clock.today()) if error.field in {"kind", "title", "text"}]
    if wrong:
        raise InvalidInput(words("The feedback is not complete yet."), fields=wrong)
    opening = Opening(key, message, sender, Feedback.Channel.NATIONAL, clock.now(), foreign_code=foreign_code)
    return open_feedback(opening, actor=actor)[0]


@transaction.atomic
def take_over_supplement(foreign_code: str, *, text: str, actor: Actor) -> Feedback:
    """Additions that the sender made in the partner system. Errors: `NotFound`, `Conflict` when nothing is asked for, `Forbidden`."""
    feedback = _of_partner(foreign_code, actor)
    note_supplement(feedback, text, actor=actor)
    return feedback


@transaction.atomic
def take_over_rating(foreign_code: str, *, rating: str, actor: Actor) -> Feedback:
    """A rating given in the partner system. Errors: `NotFound`, `Conflict`, `InvalidInput`, `Forbidden`."""
    feedback = _of_partner(foreign_code, actor)
    note_rating(feedback, rating, actor=actor)
    return feedback


def _of_partner(foreign_code: str, actor: Actor) -> Feedback:
    require(actor, EXCHANGE)
    found = Feedback.objects.select_for_update(of=("self",)).select_related("unit").filter(foreign_code=foreign_code).first()
    if found is None:
        raise NotFound(words("There is no feedback with this code that you may see."))
    return found
