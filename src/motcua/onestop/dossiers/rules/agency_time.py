"""Each agency has a budget of time of its own inside the one promise; its being late is not yet the dossier's being late. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.kernel.deadlines import Pause, Schedule, office_time


@dataclass(frozen=True, slots=True)
class Stay:
    """A step (or a whole part) at an agency: since when, until when (None: still there), and by when it should be done."""

    agency_id: int
    since: datetime
    until: datetime | None
    due: datetime | None


@dataclass(frozen=True, slots=True)
class AgencyTime:
    """Budget and use of one agency in office time; no budget where none of its steps has one."""

    agency_id: int
    budget: timedelta | None
    used: timedelta
    late: timedelta
    is_there: bool


def agency_times(stays: Iterable[Stay], schedule: Schedule, now: datetime, pauses: Sequence[Pause] = ()) -> list[AgencyTime]:
    """One line per agency, in the order in which the dossier came to each; time in a pause of the dossier is not used."""
    grouped: dict[int, list[Stay]] = {}
    for stay in stays:
        grouped.setdefault(stay.agency_id, []).append(stay)
    return [_of_agency(agency_id, own, schedule, now, pauses) for agency_id, own in grouped.items()]


def _of_agency(agency_id: int, stays: Sequence[Stay], schedule: Schedule, now: datetime, pauses: Sequence[Pause]) -> AgencyTime:
    budgets = [office_time(schedule, stay.since, stay.due) for stay in stays if stay.due is not None]
    used = sum((_used(stay, schedule, now, pauses) for stay in stays), timedelta())
    budget = sum(budgets, timedelta()) if budgets else None
    late = max(used - budget, timedelta()) if budget is not None else timedelta()
    return AgencyTime(agency_id, budget, used, late, any(stay.until is None for stay in stays))


def _used(stay: Stay, schedule: Schedule, now: datetime, pauses: Sequence[Pause]) -> timedelta:
    end = stay.until or now
    stood = timedelta()
    for pause in pauses:
        stood += office_time(schedule, max(stay.since, pause.start), min(end, pause.end or now))
    return max(office_time(schedule, stay.since, end) - stood, timedelta())
