from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from motcua.blocks.events.api import Event, drain
from motcua.blocks.jobs.api import run_pending, tick
from motcua.insight.indicators.api import differences, keep_figures, rebuild
from motcua.insight.indicators.models import DailyFigure, MonthlyFigure
from motcua.insight.indicators.queries.differences import MONTH
from motcua.insight.indicators.tests.conftest import end

steps = st.one_of(
    st.tuples(st.just("receive"), st.integers(0, 4), st.integers(0, 3), st.integers(0, 1), st.integers(1, 3), st.integers(0, 2)),
    st.tuples(st.just("end"), st.integers(0, 99), st.integers(0, 3), st.sampled_from(["resolved", "withdrawn", "stopped"])),
    st.tuples(st.just("drain"), st.integers(1, 5)),
    st.tuples(st.just("deliver")),
    st.tuples(st.just("deliver again")),
)


def kept() -> set[tuple[object, ...]]:
    return set(DailyFigure.objects.values_list("indicator", "day", "unit", "procedure", "part", "value"))


@trying(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(steps, max_size=25))
def test_whatever_happens_in_whatever_batches_the_figures_kept_are_those_counted_anew(
    received: Callable[..., Any], history: list[tuple[Any, ...]]
) -> None:
    dossiers: list[Any] = []
    for what, *details in history:
        if what == "receive":
            unit, day, procedure, channel, due_in = details
            dossiers.append(received(unit, day, procedure, channel, due_in))
        elif what == "end" and dossiers:
            which, days, status = details
            dossier = dossiers.pop(which % len(dossiers))
            end(dossier, (dossier.received_at - dossier.received_at.replace(day=14)).days + days, status)
        elif what == "drain":
            drain(*details)
        elif what == "deliver":
            run_pending(raise_errors=True)
        elif what == "deliver again":
            keep_figures(list(Event.objects.filter(seal__isnull=False)))
    while drain():
        pass
    run_pending(raise_errors=True)
    assert list(differences()) == []
    live = kept()
    rebuild()
    assert kept() == live


def test_a_spoilt_figure_is_found_and_the_nightly_rebuild_puts_it_right(received: Callable[..., Any], settings: Any) -> None:
    settings.NATIONAL_PORTAL = {**settings.NATIONAL_PORTAL, "url": ""}  # the night's other jobs have nobody to ask here
    received(3, 0)
    drain()
    run_pending(raise_errors=True)
    counted = DailyFigure.objects.count()
    DailyFigure.objects.filter(indicator="dossiers.received").update(value=7)
    [difference] = differences()  # the month is as it was
    assert (difference.indicator, difference.kept, difference.counted) == ("dossiers.received", 7, 1)
    MonthlyFigure.objects.update(value=9)
    assert {(one.kept, one.counted) for one in differences() if one.procedure == MONTH} == {(9, 1)}
    DailyFigure.objects.all().delete()
    MonthlyFigure.objects.all().delete()
    assert {(one.kept, one.counted) for one in differences()} == {(0, 1)}
    tick()
    run_pending(raise_errors=True)
    assert list(differences()) == []
    assert DailyFigure.objects.count() == counted
