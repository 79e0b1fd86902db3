"""An officer corrects what a feedback is about, how urgent it is, and whose officials it accuses."""

from dataclasses import dataclass

from django.db import transaction

from motcua.ground.directory.api import Unit, body_of, unit_by_code
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, NotFound, words
from motcua.onestop.feedback.actions.recording import record_step, set_clock
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.content import content_in_force
from motcua.onestop.feedback.queries.locked import at_work
from motcua.onestop.feedback.rights import TAKE_IN
from motcua.onestop.feedback.rules.terms import URGENCIES
from motcua.onestop.feedback.rules.transitions import TO_ANSWER, Status, Turn, take


@dataclass(frozen=True, slots=True)
class Classification:
    """The axes of classification; `accused` is the code of a unit, "" for none; `public` as decided with the sender's wish in view."""

    kind: str
    topic: str
    urgency: str
    accused: str = ""
    public: bool = True


@transaction.atomic
def classify_feedback(code: str, chosen: Classification, *, actor: Actor) -> Feedback:
    """Correct the classification of an open feedback; its due moments follow.

    What the sender asked to keep private stays private. Errors: `InvalidInput`, `NotFound`, `Forbidden`, `Conflict`.
    """
    feedback = at_work(code, actor, TAKE_IN, decides=True)
    take(Turn("classify", TO_ANSWER, Status(feedback.status)), feedback.status)
    _check(chosen)
    before = (feedback.kind, feedback.topic, feedback.urgency)
    feedback.kind, feedback.topic, feedback.urgency = chosen.kind, chosen.topic, chosen.urgency
    feedback.accused = _accused(chosen)
    feedback.wants_public = feedback.wants_public and chosen.public
    set_clock(feedback)
    feedback.save()
    told = {"before": list(before), "after": [chosen.kind, chosen.topic, chosen.urgency], "accused": feedback.accused_id}
    record_step(feedback, FeedbackEvent.CLASSIFIED, actor=actor, at=clock.now(), payload=told)
    return feedback


def _check(chosen: Classification) -> None:
    content = content_in_force()
    errors = []
    if content.kind(chosen.kind) is None:
        errors.append(FieldError("kind", words("Choose what your feedback is about.")))
    if content.topic(chosen.topic) is None:
        errors.append(FieldError("topic", words("Choose a field.")))
    if chosen.urgency not in URGENCIES:
        errors.append(FieldError("urgency", words("Choose how urgent it is.")))
    if errors:
        raise InvalidInput(words("The classification is not complete."), fields=errors)


def _accused(chosen: Classification) -> Unit | None:
    """The agency whose officials are meant; only feedback about behaviour accuses anybody."""
    if chosen.kind != "conduct":
        return None
    if not chosen.accused:
        message = words("Name the agency whose officials are meant: it must not decide on it.")
        raise InvalidInput(message, fields=[FieldError("accused", message)])
    try:
        return body_of(unit_by_code(chosen.accused))
    except NotFound as error:
        raise InvalidInput(error.message, params=error.params, fields=[FieldError("accused", error.message, error.params)]) from error
