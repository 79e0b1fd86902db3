"""Inside an agency: a division, and if one likes a person, is to work on it; then the work begins."""

from django.db import transaction

from motcua.ground.directory.api import Unit, body_of, people_in, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, NotFound, words
from motcua.onestop.feedback.actions.recording import move_to, record_step, set_next_due
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.locked import at_work
from motcua.onestop.feedback.rights import PROCESS, TAKE_IN
from motcua.onestop.feedback.rules.transitions import ASSIGN, START, take


@transaction.atomic
def assign_feedback(code: str, *, unit_id: int, account_id: int | None = None, actor: Actor) -> Feedback:
    """Give it to a unit of the same agency, and to somebody who holds a post there.

    Errors: `InvalidInput` (another agency's unit, no post there), `NotFound`, `Forbidden`, `Conflict`.
    """
    feedback = at_work(code, actor, TAKE_IN)
    target = _own_unit(feedback, unit_id)
    if account_id is not None and not people_in(target.pk).filter(account_id=account_id).exists():
        message = words("This person holds no post in that unit.")
        raise InvalidInput(message, fields=[FieldError("account", message)])
    now = clock.now()
    feedback.status = take(ASSIGN, feedback.status)
    feedback.assignee_id = account_id
    if target.pk != feedback.unit_id:
        move_to(feedback, target.pk, at=now, came_by="assigned")
    set_next_due(feedback)
    feedback.save(update_fields=["status", "assignee_id", "unit", "due_at"])
    record_step(feedback, FeedbackEvent.ASSIGNED, actor=actor, at=now, payload={"unit": target.pk, "to_name": target.name})
    return feedback


@transaction.atomic
def start_work(code: str, *, actor: Actor) -> Feedback:
    """Begin. Errors: `NotFound`, `Forbidden`, `Conflict`."""
    feedback = at_work(code, actor, PROCESS)
    feedback.status = take(START, feedback.status)
    feedback.assignee_id = feedback.assignee_id or actor.account_id
    feedback.save(update_fields=["status", "assignee_id"])
    record_step(feedback, FeedbackEvent.STARTED, actor=actor, at=clock.now())
    return feedback


def _own_unit(feedback: Feedback, unit_id: int) -> Unit:
    message = words("Choose a unit of your own agency; to another agency it is forwarded.")
    try:
        target = unit(unit_id)
    except NotFound as error:
        raise InvalidInput(message, fields=[FieldError("unit", message)]) from error
    if not target.path.startswith(body_of(feedback.unit_id).path):
        raise InvalidInput(message, fields=[FieldError("unit", message)])
    return target
