"""The head approves the answer: it gets number and day, and is signed next."""

from datetime import datetime

from django.db import transaction

from motcua.blocks.numbering.api import next_number
from motcua.ground.directory.api import body_of, schedule_of, signing_title
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.feedback.actions.draft_answer import round_of
from motcua.onestop.feedback.actions.recording import finish, record_step, set_next_due
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Answer, Feedback
from motcua.onestop.feedback.queries.content import content_in_force
from motcua.onestop.feedback.queries.locked import at_work
from motcua.onestop.feedback.rights import APPROVE as MAY_APPROVE
from motcua.onestop.feedback.rules.terms import publish_due
from motcua.onestop.feedback.rules.transitions import APPROVE, PREPARE, take


@transaction.atomic
def approve_answer(code: str, *, actor: Actor) -> Answer:
    """Approve the draft as head of the unit or of one above; what may be public then waits for publication.

    Errors: `NotFound`, `Forbidden` (also when the feedback is about officials of the head's own agency), `Conflict`.
    """
    feedback = at_work(code, actor, MAY_APPROVE, decides=True)
    now = clock.now()
    feedback.status = take(APPROVE, feedback.status)
    answer = _numbered(feedback, now, actor)
    feedback.answered_at = now
    if feedback.wants_public:
        feedback.status = take(PREPARE, feedback.status)
        feedback.publish_due_at = publish_due(schedule_of(feedback.unit_id), now, content_in_force().terms_on(now.date()))
    else:
        finish(feedback, now)
    set_next_due(feedback)
    feedback.save()
    told = {"answer": answer.pk, "number": str(answer), "signer": answer.signer_name, "public": feedback.wants_public}
    record_step(feedback, FeedbackEvent.ANSWERED, actor=actor, at=now, payload=told)
    for merged in feedback.merged.all():  # each sender of the same thing is told
        record_step(merged, FeedbackEvent.ANSWERED, actor=actor, at=now, payload={**told, "into": feedback.code})
    return answer


def _numbered(feedback: Feedback, at: datetime, actor: Actor) -> Answer:
    answer = Answer.objects.get(feedback=feedback, round=round_of(feedback))
    answer.issuer = body_of(_signing_unit(feedback, actor))
    answer.year, answer.approved_at = at.year, at
    answer.signer_account, answer.signer_name = actor.account_id, actor.name
    answer.signer_title = signing_title(actor, answer.issuer.pk)
    answer.number = next_number(f"feedback_answer/{answer.issuer.pk}/{at.year}")
    answer.save()
    return answer


def _signing_unit(feedback: Feedback, actor: Actor) -> int:
    """The unit of the post that lets the head sign: the nearest above the feedback."""
    above = [holding for holding in actor.holdings if holding.role == "leader" and feedback.unit.path.startswith(holding.unit_path)]
    return max(above, key=lambda holding: len(holding.unit_path)).unit_id if above else feedback.unit_id
