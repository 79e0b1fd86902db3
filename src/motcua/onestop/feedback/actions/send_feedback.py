"""Somebody sends feedback on the web, with or without logging in."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, Refusal, words
from motcua.onestop.feedback.actions.counting import Origin, count_post, judged
from motcua.onestop.feedback.actions.gather import Upload, store_files
from motcua.onestop.feedback.actions.open_feedback import Opening, Sent, open_feedback, opened_before
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.content import content_in_force
from motcua.onestop.feedback.rights import SEND
from motcua.onestop.feedback.rules.grounds import Message, Sender, faults


class TooManyPosts(Refusal):
    """Too many from one sender; wait."""

    code = "too_many_posts"
    status = 429


def send_feedback(message: Message, sender: Sender, *, key: UUID, origin: Origin, files: Sequence[Upload] = (), actor: Actor) -> Sent:
    """Take in a feedback; the same form sent twice makes one, and its secret is told once.

    What looks like a flood is kept aside with its reason, receipted all the same; beyond the limits it is refused.
    Errors: `InvalidInput` naming every field and file, `TooManyPosts`, `Forbidden`.
    """
    require(actor, SEND)
    known = opened_before(key)
    if known is not None:
        return Sent(known.code, "")
    now = clock.now()
    wrong = faults(message, sender, content_in_force(), on=now.date())
    judgement = judged(origin, message.text, sender.phone, actor)
    if judgement.verdict == "wait":
        count_post(origin, sender.phone, actor)
        raise TooManyPosts(
            words("Too many posts came from here within an hour."),
            way_out=words("What you sent is kept. Please wait an hour, or go to any one-stop desk."),
        )
    if wrong:
        raise _incomplete(wrong)
    try:
        with transaction.atomic():
            count_post(origin, sender.phone, actor)
            stored, refused = store_files(files, actor)
            if refused:
                raise _incomplete(refused)
            party_id = actor.party_id if not sender.anonymous else None
            opening = Opening(
                key, message, sender, Feedback.Channel.WEB, now, party_id=party_id, held_reason=judgement.reason, files=stored
            )
            feedback, secret = open_feedback(opening, actor=_as_sent(actor, sender))
    except InvalidInput:
        count_post(origin, sender.phone, actor)  # files cost work: who sends bad ones again and again has to wait
        raise
    except IntegrityError:
        twice = opened_before(key)
        if twice is None:
            raise
        return Sent(twice.code, "")
    return Sent(feedback.code, secret, held=bool(feedback.held_reason))


def _as_sent(actor: Actor, sender: Sender) -> Actor:
    """The log does not name who chose to stay unnamed."""
    return Actor(kind="anonymous") if sender.anonymous else actor


def _incomplete(errors: Sequence[FieldError]) -> InvalidInput:
    return InvalidInput(words("Your feedback is not complete yet."), fields=errors, way_out=words("Correct what is marked, then send."))
