"""Take over dossiers with their whole lives, very many at once: of a system that ends, or of a simulated year."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from motcua.blocks.bulk.api import set_ids_aside
from motcua.blocks.events.api import adopt_events
from motcua.blocks.permissions.api import require
from motcua.blocks.workflow.api import Assignment, Rehearsal, Run, adopt_runs, rehearse
from motcua.ground.directory.api import resolve_unit, schedule_of, unit
from motcua.kernel.actor import Actor
from motcua.kernel.deadlines import TimeLimit, due_at
from motcua.kernel.identifiers import AgencyCode
from motcua.onestop.catalogue.api import content_of, process_of, time_limit
from motcua.onestop.dossiers.actions.adopted_rows import write_lives
from motcua.onestop.dossiers.actions.desks import agency_code_of
from motcua.onestop.dossiers.actions.told_life import Ground, ToldLife
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.models import Dossier, Slip
from motcua.onestop.dossiers.rights import ADOPT
from motcua.onestop.dossiers.rules.histories import History
from motcua.onestop.dossiers.rules.transitions import PAUSED, RUNNING

_WITH_SLIP = frozenset({DossierEvent.RECEIVED, DossierEvent.REFUSED, DossierEvent.SUPPLEMENT_REQUESTED})
_Place = tuple[int, str, int, int, int, tuple[str, ...]]


class Grounds:
    """What lives stand on, looked up once: keep one for all batches of a move."""

    def __init__(self) -> None:
        self._grounds: dict[_Place, Ground] = {}
        self._plays: dict[tuple[int, str, int, tuple[str, ...]], Rehearsal] = {}

    def of(self, history: History) -> Ground:
        """The ground of one life."""
        outcomes = tuple(act.said["outcome"] for act in history.acts if act.kind is DossierEvent.TASK_COMPLETED)
        place = (history.version_id, history.case_key, history.channel, history.competent_id, history.receiver_id, outcomes)
        if place not in self._grounds:
            self._grounds[place] = self._ground(history, outcomes)
        return self._grounds[place]

    def _ground(self, history: History, outcomes: tuple[str, ...]) -> Ground:
        content = content_of(history.version_id)
        play = self._play(history, outcomes)
        competent, receiver = unit(history.competent_id), unit(history.receiver_id)
        nodes = [node for _, node in (*play.done, *play.waiting)]
        units = [resolve_unit(node.unit, competent_id=competent.pk, receiver_id=receiver.pk).pk for node in nodes]
        return Ground(
            content=content,
            limit=time_limit(content, content.case(history.case_key), history.channel),
            schedule=schedule_of(competent.pk),
            agency=AgencyCode.parse(agency_code_of(competent, receiver)),
            rehearsal=play,
            units=tuple(units),
        )

    def _play(self, history: History, outcomes: tuple[str, ...]) -> Rehearsal:
        key = (history.version_id, history.case_key, history.channel, outcomes)
        if key not in self._plays:
            facts = {"case": history.case_key, "channel": history.channel}
            self._plays[key] = rehearse(process_of(history.version_id), outcomes, facts=facts)
        return self._plays[key]


@transaction.atomic
def adopt_histories(histories: Sequence[History], *, origin: str, grounds: Grounds | None = None, actor: Actor) -> list[int]:
    """Write the dossiers with their slips, pauses, results, tasks under way and sealed events; returns their ids in the order given.

    Every act is one that the actions of this module know, taken from the status where it may be taken; due moments and timing are
    counted anew. Numbers were set aside before (`dossier_series`, `slip_series`, `result_series`). `origin` marks every row; papers
    and files are not taken over. No subscriber hears of it: roll-ups are rebuilt afterwards. A dossier that has ended brings no
    process along, its events say who did what. Errors: `Forbidden`, `Conflict`, `ValueError` (a life that cannot have been so).
    """
    require(actor, ADOPT)
    known = grounds or Grounds()
    ids = set_ids_aside(Dossier, len(histories))
    slips = iter(set_ids_aside(Slip, sum(act.kind in _WITH_SLIP for history in histories for act in history.acts)))
    lives = [ToldLife(pk, history, known.of(history), slips).tell() for pk, history in zip(ids, histories, strict=True)]
    write_lives(lives, origin)
    adopt_runs([_run(life) for life in lives if life.received_at is not None and life.status in RUNNING | PAUSED])
    adopt_events([event for life in lives for event in life.events])
    return list(ids)


def _run(life: ToldLife) -> Run:
    history, ground = life.history, life.ground
    return Run(
        version=process_of(history.version_id),
        subject=(STREAM, life.pk),
        rehearsal=ground.rehearsal,
        started_at=life.received_at or history.acts[0].at,
        steps=life.steps,
        assign=_assigner(history),
        due=partial(_due, ground),
    )


def _assigner(history: History) -> Callable[[Assignment], int]:
    return lambda asked: resolve_unit(asked.unit, competent_id=history.competent_id, receiver_id=history.receiver_id).pk


def _due(ground: Ground, start: datetime, hours: int) -> datetime:
    return due_at(ground.schedule, start, TimeLimit(hours, "hour"))
