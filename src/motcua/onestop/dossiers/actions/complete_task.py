"""A post completes its step of a dossier; the last step decides."""

from dataclasses import dataclass
from functools import partial

from django.db import transaction

from motcua.blocks.permissions.api import holdings_with
from motcua.blocks.workflow.api import Task, complete
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, Forbidden, InvalidInput, words
from motcua.onestop.dossiers.actions.begin_process import join_units
from motcua.onestop.dossiers.actions.finish_dossier import finish_dossier
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.actions.routing import assigner, due_by, facts_of
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier
from motcua.onestop.dossiers.queries.locked import locked_dossier_of_task
from motcua.onestop.dossiers.queries.orphans import reaches_orphan
from motcua.onestop.dossiers.rights import APPROVE, PROCESS, RECEIVE
from motcua.onestop.dossiers.rules.transitions import PROCESS as TURN
from motcua.onestop.dossiers.rules.transitions import take

NEEDS_COMMENT = frozenset({"not_eligible", "sent_back", "verify", "refused"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What the officer decided at a step: one of the step's outcomes, with a comment for those who come after."""

    outcome: str
    comment: str = ""


@transaction.atomic
def complete_task(task_id: int, *, decision: Decision, actor: Actor) -> Dossier:
    """Complete an open task of the actor's post; opens the next tasks, or ends the dossier after the last.

    An approved last step resolves the dossier and orders the result to be signed; `not_eligible` stops it with the
    reason (NĐ 61/2018 a.19).
    Errors: `InvalidInput` for an outcome the step does not know or a missing reason, `Conflict` when a colleague was
    first or the dossier is paused, `Forbidden`, `NotFound`.
    """
    _check(decision)
    dossier = locked_dossier_of_task(task_id, actor)
    now = clock.now()
    dossier.status = take(TURN, dossier.status)
    progress = complete(
        task_id,
        facts=facts_of(dossier, outcome=decision.outcome),
        at=now,
        by=actor.account_id,
        assign=assigner(dossier),
        due=due_by(dossier),
        check=partial(_authorise, actor=actor),
    )
    task = progress.completed
    join_units(dossier, progress)
    payload = {"task": task_id, "node": task.node, "step": task.step, "outcome": decision.outcome, "comment": decision.comment}
    record_step(dossier, DossierEvent.TASK_COMPLETED, actor=actor, at=now, unit_id=task.unit_id, payload=payload)
    if progress.ended:
        finish_dossier(dossier, outcome=decision.outcome, reason=decision.comment, at=now, actor=actor, unit_id=task.unit_id)
    else:
        dossier.save(update_fields=["status"])
    return dossier


def _authorise(task: Task, *, actor: Actor) -> None:
    """The actor must hold, now, the post (own or delegated), or be the head above one that nobody holds."""
    capability = RECEIVE if task.role == "desk_officer" else APPROVE if task.step == "approve" else PROCESS
    posts = [holding for holding in holdings_with(actor, capability) if holding.role == task.role and holding.unit_id == task.unit_id]
    if not posts and not reaches_orphan(task, actor):
        raise Forbidden(words("This task belongs to another post."), way_out=words("Only the post named in the task can complete it."))


def _check(decision: Decision) -> None:
    """The workflow refuses outcomes that the step does not offer; here only the reason is asked for."""
    if decision.outcome in NEEDS_COMMENT and not decision.comment.strip():
        message = words("Give the reason; the next person, and perhaps the citizen, will read it.")
        raise InvalidInput(message, fields=[FieldError("comment", message)])
