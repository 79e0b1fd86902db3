"""The plan of a year: every life as one row of columns of numbers, drawn from the seed before anything is written."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from motcua.simulation.rules.fates import Column, Fate, Flags, fates, late_ones, online_ones
from motcua.simulation.rules.moments import NEVER, Moments, Window, moments
from motcua.simulation.rules.places import Bodies, Procedures, draw
from motcua.simulation.rules.scenario import Shares, Totals

MINUTES_A_DAY = 24 * 60
IN_VIET_NAM = 7 * 60


@dataclass(frozen=True)
class Series:
    """Series of numbers as columns: which series each life takes its number from, and its place among those who do (0: none)."""

    keys: NDArray[np.int64]  # the series in use, as numbers
    counts: NDArray[np.int64]
    of: Column  # place in `keys` for each life, -1
    rank: Column


@dataclass(frozen=True)
class Plan:
    """All lives, in the order in which they are handed in."""

    fate: Column
    late: Flags
    online: Flags
    procedure: Column
    body: Column
    person: Column
    moments: Moments
    codes: Series
    slips: Series
    requests: Series
    results: Series

    def __len__(self) -> int:
        return len(self.fate)


def plan(seed: int, *, totals: Totals, shares: Shares, span: Window, procedures: Procedures, bodies: Bodies) -> Plan:
    """Draw the year. The same arguments give the same plan; `ValueError` when the totals cannot hold together."""
    rng = np.random.default_rng(seed)
    fate = fates(totals)
    online = online_ones(rng, fate, totals)
    late = late_ones(rng, fate, totals, shares)
    procedure, body = draw(rng, fate, online, procedures, bodies, shares)
    length, steps = procedures.length[procedure], procedures.steps[procedure]
    drawn = moments(
        rng, span, fate=fate, late=late, online=online, length=length, steps=steps, collected=shares.collected, supplement=shares.supplement
    )
    person = bodies.first_person[body] + (rng.random(len(fate)) * bodies.people[body]).astype(np.int32)
    order = np.argsort(drawn.submitted, kind="stable")
    late, online = late[order], online[order]
    fate, procedure, body, person = (column[order] for column in (fate, procedure, body, person))
    acts = Moments(*(getattr(drawn, name)[order] for name in Moments.__dataclass_fields__))
    numbered = np.isin(fate, (Fate.RESOLVED, Fate.CARRIED)) & (procedures.series[procedure] >= 0)
    return Plan(
        fate=fate,
        late=late,
        online=online,
        procedure=procedure,
        body=body,
        person=person.astype(np.int32),
        moments=acts,
        codes=_series(bodies.agency[body], _day(acts.submitted), acts.submitted, np.ones(len(fate), dtype=np.bool_)),
        slips=_series(
            bodies.receiver[body] * 2 + (fate == Fate.REFUSED),
            _year(np.where(fate == Fate.REFUSED, acts.ended, acts.received)),
            np.where(fate == Fate.REFUSED, acts.ended, acts.received),
            fate != Fate.WAITING,
        ),
        requests=_series(bodies.receiver[body], _year(acts.asked), acts.asked, acts.asked != NEVER),
        results=_series(
            body * (int(procedures.series.max(initial=0)) + 1) + np.maximum(procedures.series[procedure], 0),
            _year(acts.ended),
            acts.ended,
            numbered,
        ),
    )


SPREAD = 100_000  # more than there are days or years


def split(key: int) -> tuple[int, int]:
    """Who numbers, and the day (since 1970) or the year of the series."""
    return divmod(key, SPREAD)


def _series(who: Column, when: Column, at: Column, such: Flags) -> Series:
    """Series by who numbers and by period; places in each by the moment."""
    places = np.flatnonzero(such)
    keys = who[places].astype(np.int64) * SPREAD + when[places]
    used, of, counts = np.unique(keys, return_inverse=True, return_counts=True)
    order = np.lexsort((places, at[places], of))
    starts = np.concatenate(([0], np.cumsum(counts)[:-1])) if len(counts) else np.zeros(0, dtype=np.int64)
    rank = np.empty(len(places), dtype=np.int32)
    rank[order] = np.arange(len(places)) - starts[of[order]] + 1
    all_of, all_rank = np.full(len(who), -1, dtype=np.int32), np.zeros(len(who), dtype=np.int32)
    all_of[places], all_rank[places] = of, rank
    return Series(used, counts, all_of, all_rank)


def _day(minutes: Column) -> Column:
    return ((minutes.astype(np.int64) + IN_VIET_NAM) // MINUTES_A_DAY).astype(np.int32)


def _year(minutes: Column) -> Column:
    days = (minutes.astype(np.int64) + IN_VIET_NAM).astype("datetime64[m]")
    return (days.astype("datetime64[Y]").astype(int) + 1970).astype(np.int32)
