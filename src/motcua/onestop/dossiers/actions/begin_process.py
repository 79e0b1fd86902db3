"""Start the process of a received dossier: the first tasks open for posts."""

from collections.abc import Iterable

from motcua.blocks.workflow.api import Task, start
from motcua.ground.directory.api import division
from motcua.onestop.catalogue.api import content_of, process_of
from motcua.onestop.dossiers.actions.routing import assigner, due_by, facts_of
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.models import Dossier, Participation


def begin_process(dossier: Dossier) -> None:
    """Start the process version that belongs to the dossier's procedure version."""
    started = start(
        process_of(dossier.version_id),
        subject=(STREAM, dossier.pk),
        facts=facts_of(dossier, outcome=""),
        assign=assigner(dossier),
        due=due_by(dossier),
        at=dossier.received_at,
    )
    join_units(dossier, started.opened)
    _join_those_who_watch(dossier)


def join_units(dossier: Dossier, tasks: Iterable[Task]) -> None:
    """The units that got tasks take part in the dossier, and so may see it."""
    known = {dossier.competent_id, dossier.receiver_id}
    units = {task.unit_id for task in tasks if task.unit_id is not None} - known
    if units:
        Participation.objects.bulk_create([Participation(dossier=dossier, unit_id=pk) for pk in sorted(units)], ignore_conflicts=True)


def _join_those_who_watch(dossier: Dossier) -> None:
    """Where another system decides, the division in charge has no task of ours, but follows and may enter the status by hand."""
    content = content_of(dossier.version_id)
    key = content.performed_by.division
    if content.external_system and key:
        Participation.objects.bulk_create(
            [Participation(dossier=dossier, unit_id=division(dossier.competent_id, key).pk)], ignore_conflicts=True
        )
