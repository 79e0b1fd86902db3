"""A feedback goes on to the office that is competent, inside the province or outside; the chain shows the way."""

from django.db import transaction

from motcua.ground.directory.api import Unit, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, Forbidden, InvalidInput, NotFound, words
from motcua.onestop.feedback.actions.recording import finish, move_to, record_step, set_clock, set_next_due
from motcua.onestop.feedback.actions.requiring import required_text
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.locked import at_work, require_accused_named
from motcua.onestop.feedback.rights import TAKE_IN
from motcua.onestop.feedback.rules.impartiality import is_below
from motcua.onestop.feedback.rules.transitions import FORWARD, FORWARD_OUTSIDE, take

_REASON = words("Write why it belongs there; the next office and the sender read it.")


@transaction.atomic
def forward_feedback(code: str, *, unit_id: int, reason: str, actor: Actor) -> Feedback:
    """Hand it to another unit of the province; its time counts anew from now.

    Errors: `InvalidInput` (no reason, no such unit, the unit where it lies), `Forbidden` to the body whose officials it is about,
    `NotFound`, `Conflict` (also when it is about behaviour and nobody has said whose).
    """
    feedback = at_work(code, actor, TAKE_IN)
    require_accused_named(feedback)
    said = required_text("reason", reason, _REASON, most=500)
    target = _target(feedback, unit_id)
    now = clock.now()
    feedback.status = take(FORWARD, feedback.status)
    came_from = feedback.unit_id
    move_to(feedback, target.pk, at=now, came_by="forwarded", reason=said)
    feedback.assignee_id = None
    set_clock(feedback, now)
    feedback.save()
    told = {"from": came_from, "to": target.pk, "to_name": target.name, "reason": said, "outside": False}
    record_step(feedback, FeedbackEvent.FORWARDED, actor=actor, at=now, unit_id=came_from, payload=told)
    return feedback


@transaction.atomic
def forward_outside(code: str, *, agency: str, reason: str, actor: Actor) -> Feedback:
    """Hand it to an agency outside the province (a ministry, the Government Office); here it ends. Errors: as `forward_feedback`."""
    feedback = at_work(code, actor, TAKE_IN, decides=True)
    name = required_text("agency", agency, words("Write the name of the agency."), most=200)
    said = required_text("reason", reason, _REASON, most=500)
    now = clock.now()
    feedback.status, feedback.end_text = take(FORWARD_OUTSIDE, feedback.status), f"{name}: {said}"
    set_next_due(feedback)
    finish(feedback, now)
    feedback.save(update_fields=["status", "end_text", "due_at", "finished_at", "timing"])
    told = {"to_name": name, "reason": said, "outside": True}
    record_step(feedback, FeedbackEvent.FORWARDED, actor=actor, at=now, payload=told)
    return feedback


def _target(feedback: Feedback, unit_id: int) -> Unit:
    try:
        target = unit(unit_id)
    except NotFound as error:
        raise InvalidInput(error.message, params=error.params, fields=[FieldError("unit", error.message, error.params)]) from error
    if target.pk == feedback.unit_id:
        message = words("It lies there already.")
        raise InvalidInput(message, fields=[FieldError("unit", message)])
    if feedback.accused is not None and is_below(target.path, feedback.accused.path):
        raise Forbidden(
            words("It is about officials of that agency, so it cannot be sent there to be decided."),
            code="own_cause",
            way_out=words("Send it to the body above, which may ask the agency for a report."),
        )
    return target
