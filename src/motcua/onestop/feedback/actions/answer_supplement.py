"""The sender adds what was asked for; the clock goes on."""

from collections.abc import Sequence

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import InvalidInput, words
from motcua.kernel.text import fold
from motcua.onestop.feedback.actions.gather import Upload, attach, store_files
from motcua.onestop.feedback.actions.recording import record_step, set_clock
from motcua.onestop.feedback.actions.requiring import required_text
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.locked import as_sender
from motcua.onestop.feedback.rights import FOLLOW
from motcua.onestop.feedback.rules.transitions import SUPPLEMENT, take


@transaction.atomic
def answer_supplement(code: str, *, secret: str = "", text: str, files: Sequence[Upload] = (), actor: Actor) -> Feedback:
    """Hand in the additions. Errors: `InvalidInput`, `NotFound` (code or secret wrong), `Conflict` when nothing is asked for."""
    require(actor, FOLLOW)
    feedback = as_sender(code, secret, actor)
    added = required_text("text", text, words("Write what you were asked to add."))
    take(SUPPLEMENT, feedback.status)
    stored, refused = store_files(files, actor)
    if refused:
        raise InvalidInput(words("Some files cannot be taken."), fields=refused)
    attach(feedback, stored, clock.now())
    note_supplement(feedback, added, actor=actor, files=len(stored))
    return feedback


def note_supplement(feedback: Feedback, text: str, *, actor: Actor, files: int = 0) -> None:
    """Write the additions down, in the caller's transaction."""
    now = clock.now()
    feedback.status = take(SUPPLEMENT, feedback.status)
    feedback.supplements.filter(answered_at__isnull=True).update(text=text, answered_at=now)
    feedback.search_text = f"{feedback.search_text} {fold(text)}"
    set_clock(feedback)
    feedback.save()
    record_step(feedback, FeedbackEvent.SUPPLEMENTED, actor=actor, at=now, payload={"files": files})
