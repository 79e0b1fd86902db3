"""A moment that a process waited for has come."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.blocks.workflow.api import Task
from motcua.blocks.workflow.api import fire_timer as fire
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.actions.begin_process import join_units
from motcua.onestop.dossiers.actions.finish_dossier import finish_dossier
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.actions.routing import assigner, due_by, facts_of
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier
from motcua.onestop.dossiers.queries.locked import locked_dossier_by_id
from motcua.onestop.dossiers.rights import FIRE_TIMER
from motcua.onestop.dossiers.rules.transitions import PROCESS, RUNNING, take


@transaction.atomic
def fire_timer(timer: Task, *, actor: Actor) -> Dossier:
    """Let the process go on from a timer that has fallen due; a paused dossier waits until its clock runs again.

    Errors: `Conflict` when the timer was fired meanwhile.
    """
    require(actor, FIRE_TIMER)
    dossier = locked_dossier_by_id(timer.subject_id, actor)
    if dossier.status not in RUNNING:
        return dossier
    now = clock.now()
    dossier.status = take(PROCESS, dossier.status)
    facts = facts_of(dossier, outcome="fired")
    progress = fire(timer.pk, facts=facts, at=now, assign=assigner(dossier), due=due_by(dossier))
    join_units(dossier, progress)
    payload = {"task": timer.pk, "node": timer.node, "step": "timer", "outcome": "fired", "comment": ""}
    record_step(dossier, DossierEvent.TASK_COMPLETED, actor=actor, at=now, payload=payload)
    if progress.ended:
        finish_dossier(dossier, outcome="fired", reason="", at=now, actor=actor)
    else:
        dossier.save(update_fields=["status"])
    return dossier
