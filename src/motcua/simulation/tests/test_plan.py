"""The plan of any year: totals come out exactly, and every life lies in an order that the law allows."""

from datetime import date, datetime

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.calendar import viet_nam
from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import Schedule, TimeLimit, due_at, timing
from motcua.kernel.office_hours import standard
from motcua.simulation.rules.fates import RECEIVED_IN_PERIOD, Fate
from motcua.simulation.rules.grid import Grid, minute_of, moment_of
from motcua.simulation.rules.moments import NEVER, window
from motcua.simulation.rules.places import Bodies, Procedures
from motcua.simulation.rules.plan import Plan, plan
from motcua.simulation.rules.scenario import Shares, Totals

SCHEDULE = Schedule(viet_nam(), standard())
GRID = Grid.between(SCHEDULE, date(2021, 7, 1), date(2022, 11, 22))
NEW_YEAR = minute_of(datetime(2022, 1, 1, tzinfo=VIETNAM))
SHARES = Shares(
    levels={"commune": 0.6, "district": 0.2, "province": 0.2},
    late_of_carried=0.2,
    collected=0.9,
    supplement=0.2,
    months=(1.0,) * 12,
    hours=dict.fromkeys(range(7, 17), 1.0),
    dossiers_per_person=4,
)


def column(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(values, dtype=np.int32)


PROCEDURES = Procedures(
    level=column(0, 0, 1, 2),
    body=column(-1, -1, -1, 3),
    days=column(0, 3, 10, 15),
    steps=column(1, 2, 2, 2),
    series=column(-1, 0, 1, 1),
    online_level=column(3, 4, 3, 4),
    weight=np.ones(4),
)
BODIES = Bodies(
    level=column(0, 0, 1, 2),
    weight=np.ones(4),
    receiver=column(0, 1, 2, 3),
    agency=column(0, 1, 2, 3),
    first_person=column(0, 5, 0, 0),
    people=column(5, 5, 10, 10),
)
totals_of_a_year = st.builds(
    lambda desk, online, pending, withdrawn, stopped, more, late: Totals(
        received_in_person=desk + pending + withdrawn + stopped,
        received_online=online,
        resolved=desk + online + more,
        resolved_on_time=desk + online + more - min(late, desk),
        pending=pending,
        pending_overdue=pending // 3,
        withdrawn=withdrawn,
        not_eligible=stopped,
        refused=late,
        waiting=late,
    ),
    *(st.integers(1, 80), *(st.integers(0, 40) for _ in range(6))),
)


def drawn(totals: Totals, seed: int) -> Plan:
    span = window(GRID, GRID.place(NEW_YEAR), len(GRID.minutes), SHARES)
    return plan(seed, totals=totals, shares=SHARES, span=span, procedures=PROCEDURES, bodies=BODIES)


@settings(max_examples=25, deadline=None)
@given(totals=totals_of_a_year, seed=st.integers(1, 10_000))
def test_every_total_comes_out_and_every_life_is_in_order(totals: Totals, seed: int) -> None:
    made = drawn(totals, seed)
    in_period = np.isin(made.fate, RECEIVED_IN_PERIOD)
    assert int(in_period.sum()) == totals.received
    assert int((in_period & made.online).sum()) == totals.received_online
    resolved = np.isin(made.fate, (Fate.RESOLVED, Fate.CARRIED))
    assert int(resolved.sum()) == totals.resolved
    last = minute_of(datetime(2022, 11, 23, tzinfo=VIETNAM))
    for place in range(len(made)):
        at = made.moments
        acts = [int(one[place]) for one in (at.submitted, at.received, at.asked, at.answered, at.examined, at.ended, at.returned)]
        happened = [minute for minute in acts if minute != NEVER]
        assert happened == sorted(happened)
        assert happened[-1] < last
        if in_period[place]:
            assert acts[1] >= NEW_YEAR
        elif made.fate[place] == Fate.CARRIED:
            assert acts[1] < NEW_YEAR <= acts[5]
        if resolved[place]:
            days = int(PROCEDURES.days[made.procedure[place]])
            limit = TimeLimit(days, "working_day") if days else TimeLimit(1, "same_day")
            start = moment_of(acts[3] if acts[3] != NEVER else acts[1])
            late = timing(moment_of(acts[5]).date(), due_at(SCHEDULE, start, limit).date()) == "late"
            assert late == bool(made.late[place])


@settings(max_examples=10, deadline=None)
@given(totals=totals_of_a_year, seed=st.integers(1, 10_000))
def test_numbers_have_no_gap_and_follow_time(totals: Totals, seed: int) -> None:
    made = drawn(totals, seed)
    for series, at in ((made.codes, made.moments.submitted), (made.results, made.moments.ended), (made.requests, made.moments.asked)):
        for key, count in enumerate(series.counts):
            mine = np.flatnonzero(series.of == key)
            order = mine[np.argsort(series.rank[mine])]
            assert series.rank[order].tolist() == list(range(1, int(count) + 1))
            assert np.all(np.diff(at[order]) >= 0)


def test_the_same_seed_draws_the_same_year_and_another_seed_another() -> None:
    totals = Totals(
        received_in_person=60, received_online=20, resolved=90, resolved_on_time=85, pending=5, pending_overdue=1, withdrawn=2,
        not_eligible=1, refused=1, waiting=1,
    )  # fmt: skip
    first, again, other = drawn(totals, 1), drawn(totals, 1), drawn(totals, 2)
    assert first.moments.received.tolist() == again.moments.received.tolist()
    assert first.moments.received.tolist() != other.moments.received.tolist()
