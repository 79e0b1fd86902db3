from collections.abc import Callable
from datetime import datetime

from motcua.blocks.workflow.actions.steps import Progress, Surroundings, advance, already_done, locked, together
from motcua.blocks.workflow.models import Task
from motcua.blocks.workflow.ports import Assign, Due, Facts
from motcua.blocks.workflow.queries.specs import compiled
from motcua.kernel.errors import FieldError, InvalidInput, words

Check = Callable[[Task], None]


def complete(
    task_id: int, *, facts: Facts, at: datetime, by: int | None, assign: Assign, due: Due | None = None, check: Check | None = None
) -> Progress:
    """A person is done with a task; returns the tasks that open, with `.ended`. Four statements.

    `facts["outcome"]` must be one of the outcomes the task offers, if it offers any. `by` is the account.
    Raises `Conflict` (task_closed) when somebody was first, `InvalidInput` for a wrong outcome or when no condition can be decided.
    `check` is asked with the locked task whether `by` may do it, and refuses by raising.
    """
    with together():
        task = locked(task_id)
        if task.kind != Task.TASK:
            raise already_done()
        if check is not None:
            check(task)
        outcome = _outcome(task, facts)
        return advance(task, facts, Surroundings(at, assign, due), by=by, outcome=outcome)


def _outcome(task: Task, facts: Facts) -> str:
    outcome = facts.get("outcome") or ""
    offered = compiled(task.instance.version).definition.nodes[task.node].outcomes
    if not isinstance(outcome, str) or (offered and outcome not in offered):
        raise InvalidInput(
            words("This step cannot end with the outcome %(outcome)s."),
            code="wrong_outcome",
            params={"outcome": str(outcome)},
            way_out=words("Choose one of the outcomes shown."),
            fields=[FieldError("outcome", words("Choose one of: %(offered)s."), {"offered": ", ".join(offered)})],
        )
    return outcome
