"""The owner tells how far a task has come, or hands its product in."""

from django.db import transaction

from motcua.blocks.files.api import Limits, Readable, store_upload
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.office.reform.actions.take_turn import needed, note, open_task
from motcua.office.reform.events import ReformEvent
from motcua.office.reform.models import TaskStep
from motcua.office.reform.rights import REPORT
from motcua.office.reform.rules.task_turns import Turn

LIMITS = Limits(accepts=("pdf", "jpg", "png"), max_bytes=20 * 1024 * 1024)
_WHOLE = 100


@transaction.atomic
def report_progress(task_id: int, *, percent: int, said: str, evidence: tuple[str, Readable] | None = None, actor: Actor) -> TaskStep:
    """Note the progress in per cent; 100 hands the product in and needs evidence: a file (name and bytes) or a document named in words.

    Errors: `InvalidInput` naming the field, file refusals, `Conflict` when the task is closed, `Forbidden` outside the owner's unit.
    """
    if not 0 <= percent <= _WHOLE:
        message = words("Give the progress as a whole number from 0 to 100.")
        raise InvalidInput(message, fields=[FieldError("percent", message)])
    whole = percent == _WHOLE
    turn = Turn.HAND_IN if whole else Turn.REPORT
    task = open_task(task_id, turn, capability=REPORT, of_owner=True, actor=actor)
    kept = store_upload(name=evidence[0], stream=evidence[1], limits=LIMITS, actor=actor) if evidence else None
    asked = words("Say what was done.") if not whole else words("Name the product: number, date and what it is.")
    told = needed(said, "said", asked)
    task.percent = percent
    if whole:
        task.handed_in_at = clock.now()
    kind = ReformEvent.HANDED_IN if whole else ReformEvent.REPORTED
    return note(task, turn, kind, said=told, evidence=kept, actor=actor, payload={"percent": percent})
