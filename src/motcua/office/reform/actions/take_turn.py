"""What every turn of a task does: find it, check the way, note the step, tell."""

from collections.abc import Mapping

from motcua.blocks.events.api import record
from motcua.blocks.files.api import StoredFile
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.office.reform.events import TASK, ReformEvent
from motcua.office.reform.models import PlanTask, TaskStep
from motcua.office.reform.rules.task_turns import TaskState, Turn, after


def open_task(task_id: int, turn: Turn, *, capability: str, of_owner: bool, actor: Actor) -> PlanTask:
    """The task, locked, already in the state after the turn.

    The right counts in the owner's unit for reports and in the plan's unit for decisions.
    Errors: `NotFound`, `Forbidden`, `Conflict` when the plan is not issued or the task stands elsewhere.
    """
    found = PlanTask.objects.select_for_update(of=("self",)).select_related("plan__unit", "owner").filter(pk=task_id).first()
    if found is None:
        raise NotFound(words("There is no such task."))
    require(actor, capability, unit_path=found.owner.path if of_owner else found.plan.unit.path)
    if found.plan.issued_at is None:
        raise Conflict(words("The plan is not issued yet."), code="plan_not_issued")
    state = after(turn, TaskState(found.state))
    if state is None:
        raise Conflict(words("The task has moved on; look at it again."), code="task_moved_on")
    found.state = state
    return found


def needed(text: str, field: str, message: str) -> str:
    """The words that a turn needs; `InvalidInput` names the field."""
    if not text.strip():
        raise InvalidInput(message, fields=[FieldError(field, message)])
    return text.strip()


def note(
    task: PlanTask,
    turn: Turn,
    kind: ReformEvent,
    *,
    said: str,
    actor: Actor,
    evidence: StoredFile | None = None,
    payload: Mapping[str, object] | None = None,
) -> TaskStep:
    """Save the task, write the step of its history and the event."""
    task.save()
    now = clock.now()
    who = {"by": actor.name, "by_account": actor.account_id}
    step = TaskStep.objects.create(task=task, turn=turn, at=now, percent=task.percent, words=said, evidence=evidence, **who)
    told = {"code": task.code, **(payload or {})}
    record(TASK, task.pk, kind, actor=actor, at=now, unit_id=task.owner_id, payload=told)
    return step
