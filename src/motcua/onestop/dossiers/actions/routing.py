"""From the words in a process to units and moments of a real dossier."""

from collections.abc import Callable, Mapping
from datetime import datetime

from motcua.blocks.workflow.api import Assignment
from motcua.ground.directory.api import resolve_unit, schedule_of
from motcua.kernel.deadlines import TimeLimit, due_at
from motcua.onestop.dossiers.models import Dossier


def assigner(dossier: Dossier) -> Callable[[Assignment], int]:
    """Which unit a task goes to: `competent`, `competent/<division>`, `one_stop`, `parent:<division>`, `body:<key>/<division>`."""

    def assign(assignment: Assignment) -> int:
        return resolve_unit(assignment.unit, competent_id=dossier.competent_id, receiver_id=dossier.receiver_id).pk

    return assign


def due_by(dossier: Dossier) -> Callable[[datetime, int], datetime]:
    """When a step with a budget of so many working hours must be done, by the office hours of the competent body."""
    schedule = schedule_of(dossier.competent_id)

    def due(start: datetime, hours: int) -> datetime:
        return due_at(schedule, start, TimeLimit(hours, "hour"))

    return due


def facts_of(dossier: Dossier, *, outcome: str) -> Mapping[str, object]:
    """What conditions in a process may ask: the answers, the case, the channel and the last outcome."""
    return {**dossier.answers, "case": dossier.case_key, "channel": dossier.channel, "outcome": outcome}
