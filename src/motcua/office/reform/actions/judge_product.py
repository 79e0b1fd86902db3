"""The superior accepts a product, or gives it back."""

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words
from motcua.office.reform.actions.take_turn import needed, note, open_task
from motcua.office.reform.events import ReformEvent
from motcua.office.reform.models import TaskStep
from motcua.office.reform.rights import CONFIRM
from motcua.office.reform.rules.task_turns import Turn


@transaction.atomic
def judge_product(task_id: int, *, accepted: bool, said: str = "", actor: Actor) -> TaskStep:
    """Confirm the product handed in, or return it with a reason; who handed it in cannot confirm it.

    Errors: `InvalidInput` without a reason for a return, `Conflict` when nothing is handed in, `Forbidden`.
    """
    turn = Turn.CONFIRM if accepted else Turn.RETURN
    task = open_task(task_id, turn, capability=CONFIRM, of_owner=False, actor=actor)
    last = task.steps.filter(turn=Turn.HAND_IN).last()
    if last is not None and last.by_account == actor.account_id:
        raise Forbidden(words("Somebody else must confirm what you handed in yourself."))
    told = said.strip() if accepted else needed(said, "said", words("Say what is missing."))
    if accepted:
        task.confirmed_at = clock.now()
    else:
        task.handed_in_at, task.percent = None, min(task.percent, 90)
    kind = ReformEvent.CONFIRMED if accepted else ReformEvent.RETURNED
    return note(task, turn, kind, said=told, actor=actor, payload={} if accepted else {"reason": told})
