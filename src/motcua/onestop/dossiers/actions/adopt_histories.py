"""Take over dossiers with their whole lives, very many at once: of a system that ends, or of a simulated year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from motcua.blocks.bulk.api import set_ids_aside
from motcua.blocks.events.api import adopt_events
from motcua.blocks.permissions.api import require
from motcua.blocks.workflow.api import Assignment, Rehearsal, Run, adopt_runs, rehearse
from motcua.ground.directory.api import resolve_unit, schedule_of, unit
from motcua.kernel.actor import Actor
from motcua.kernel.deadlines import Schedule, TimeLimit, due_at
from motcua.kernel.identifiers import AgencyCode
from motcua.onestop.catalogue.api import ProcedureContent, content_of, process_of, time_limit
from motcua.onestop.dossiers.actions.adopted_rows import write_lives
from motcua.onestop.dossiers.actions.desks import agency_code_of
from motcua.onestop.dossiers.actions.told_life import Ground, ToldLife
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.models import Dossier, Slip
from motcua.onestop.dossiers.rights import ADOPT
from motcua.onestop.dossiers.rules.histories import History
from motcua.onestop.dossiers.rules.transitions import PAUSED, RUNNING

_WITH_SLIP = frozenset({DossierEvent.RECEIVED, DossierEvent.REFUSED, DossierEvent.SUPPLEMENT_REQUESTED})
_Way = tuple[int, str, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Matter:
    """What is asked for, and the steps it went through."""

    content: ProcedureContent
    limit: TimeLimit | None
    play: Rehearsal


@dataclass(frozen=True, slots=True)
class _House:
    """Where it is handled."""

    schedule: Schedule
    agency: AgencyCode
    units: dict[str, int]  # by the words of the process


class Grounds:
    """What lives stand on, looked up once: keep one for all batches of a move."""

    def __init__(self) -> None:
        self._matters: dict[_Way, _Matter] = {}
        self._houses: dict[tuple[int, int], _House] = {}

    def of(self, history: History) -> Ground:
        """The ground of one life."""
        outcomes = tuple([act.said["outcome"] for act in history.acts if act.kind is DossierEvent.TASK_COMPLETED])
        way = (history.version_id, history.case_key, history.channel, outcomes)
        place = (history.competent_id, history.receiver_id)
        if way not in self._matters:
            self._matters[way] = _matter(*way)
        if place not in self._houses:
            competent, receiver = unit(history.competent_id), unit(history.receiver_id)
            self._houses[place] = _House(schedule_of(competent.pk), AgencyCode.parse(agency_code_of(competent, receiver)), {})
        matter, house = self._matters[way], self._houses[place]
        units = [_unit(house, node.unit, place) for _, node in (*matter.play.done, *matter.play.waiting)]
        return Ground(matter.content, matter.limit, house.schedule, house.agency, matter.play, tuple(units))


def _matter(version_id: int, case_key: str, channel: int, outcomes: tuple[str, ...]) -> _Matter:
    content = content_of(version_id)
    play = rehearse(process_of(version_id), outcomes, facts={"case": case_key, "channel": channel})
    return _Matter(content, time_limit(content, content.case(case_key), channel), play)


def _unit(house: _House, words: str, place: tuple[int, int]) -> int:
    if words not in house.units:
        house.units[words] = resolve_unit(words, competent_id=place[0], receiver_id=place[1]).pk
    return house.units[words]


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
