"""Fetch a dossier to act on it: visible to the actor, and held against others until the action ends."""

from motcua.blocks.workflow.api import Task
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.models import Dossier
from motcua.onestop.dossiers.queries.visibility import is_visible

_LOCKED = Dossier.objects.select_for_update(of=("self",)).order_by()
_UNKNOWN = words("There is no dossier with this code that you may see.")


def locked_dossier(code: str, actor: Actor) -> Dossier:
    """The dossier, its row locked to the end of the transaction; `NotFound` when absent or hidden from the actor."""
    return _only(_LOCKED.filter(code=code).first(), actor)


def locked_dossier_by_id(pk: int, actor: Actor) -> Dossier:
    """As `locked_dossier`, by primary key (a timer knows its dossier by id)."""
    return _only(_LOCKED.filter(pk=pk).first(), actor)


def locked_dossier_of_task(task_id: int, actor: Actor) -> Dossier:
    """As `locked_dossier`, by a task of the dossier; every action locks the dossier before its tasks."""
    subject = Task.objects.filter(pk=task_id, subject_type=STREAM).values("subject_id")
    return _only(_LOCKED.filter(pk__in=subject).first(), actor)


def _only(dossier: Dossier | None, actor: Actor) -> Dossier:
    if dossier is None or not is_visible(dossier, actor):
        raise NotFound(_UNKNOWN, way_out=words("Check the code on your receipt slip."))
    return dossier
