"""Move the deadline of a task, or drop it, with a reason."""

from datetime import date

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.office.reform.actions.take_turn import needed, note, open_task
from motcua.office.reform.events import ReformEvent
from motcua.office.reform.models import TaskStep
from motcua.office.reform.rights import CONFIRM
from motcua.office.reform.rules.plan_lines import end_of
from motcua.office.reform.rules.task_turns import Turn


@transaction.atomic
def change_task(task_id: int, *, due_on: date | None, reason: str, actor: Actor) -> TaskStep:
    """A new last day, or None to drop the task. The deadline the plan was issued with stays readable.

    Errors: `InvalidInput` without a reason or with a day that is past or the same, `Conflict` when the task is closed, `Forbidden`.
    """
    turn = Turn.DROP if due_on is None else Turn.MOVE
    task = open_task(task_id, turn, capability=CONFIRM, of_owner=False, actor=actor)
    told = needed(reason, "said", words("Give the reason."))
    if due_on is None:
        return note(task, turn, ReformEvent.DROPPED, said=told, actor=actor, payload={"reason": told})
    new = end_of(due_on)
    if new <= clock.now() or new == task.due_at:
        message = words("Choose another day, not in the past.")
        raise InvalidInput(message, fields=[FieldError("due_on", message)])
    old, task.due_at = task.due_at, new
    days = {"old_due": old.date().isoformat(), "new_due": new.date().isoformat(), "reason": told}
    return note(task, turn, ReformEvent.MOVED, said=told, actor=actor, payload=days)
