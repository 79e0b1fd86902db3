"""Nothing lost, nothing twice: over flushes, failures and processes."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.events.api import Event, record
from motcua.blocks.measures.api import Scope, registered
from motcua.insight.indicators.api import keep_figures, over_time
from motcua.insight.measurement.actions.announce_days import announce_days
from motcua.insight.measurement.actions.hand_over_day import hand_over_day
from motcua.insight.measurement.actions.write_counts import write_counts
from motcua.insight.measurement.models import Comparison, PageCount
from motcua.insight.measurement.ports import Count, use_ministry
from motcua.insight.measurement.queries.day_counts import day_counts
from motcua.insight.measurement.rules.pages import PageKey, begins_visit, device_of, is_bot
from motcua.insight.measurement.rules.tally import Counts, Tally
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from tests.office import DIEN_BIEN, Office

DAY = date(2022, 11, 14)
PHONE = "Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36"
DESKTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/107.0 Safari/537.36"


def key(page: str, *, program: bool = False) -> PageKey:
    return PageKey(DAY, "portal", page, "", None, "phone", "vi", program)


class BrokenError(Exception):
    """The database went away."""


class Store:
    """What `write_counts` promises, in memory: a batch counts once, whatever the caller gets to know of it."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}
        self.views: dict[PageKey, int] = {}

    def write(self, name: str, number: int, counts: Counts) -> None:
        if self.last.get(name, 0) < number:
            self.last[name] = number
            for one, (views, _visits) in counts.items():
                self.views[one] = self.views.get(one, 0) + views


STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["add", "add", "flush", "before", "after"]), st.sampled_from("abc")), max_size=40
)


@given(STEPS)
@settings(max_examples=50)
def test_whatever_breaks_every_page_is_counted_once(steps: list[tuple[int, str, str]]) -> None:
    store, tallies = Store(), [Tally("one"), Tally("two")]
    added: dict[PageKey, int] = {}

    def before(_name: str, _number: int, _counts: Counts) -> None:
        raise BrokenError

    def after(name: str, number: int, counts: Counts) -> None:
        store.write(name, number, counts)
        raise BrokenError

    for process, step, page in steps:
        if step == "add":
            tallies[process].add(key(page), visit=True)
            added[key(page)] = added.get(key(page), 0) + 1
        elif step == "flush":
            tallies[process].flush(store.write)
        else:
            with suppress(BrokenError):  # nothing to write is no fault
                tallies[process].flush(before if step == "before" else after)
    for tally in tallies:
        tally.flush(store.write)
        tally.flush(store.write)
    assert store.views == added


def test_the_stored_counters_keep_the_same_promise(office: Office) -> None:
    one, two = Tally("one"), Tally("two")
    for tally, count in ((one, 3), (two, 2)):
        for number in range(count):
            tally.add(key("start"), visit=number == 0)

    def written_but_nobody_knows(name: str, number: int, counts: Counts) -> None:
        write_counts(name, number, counts)
        raise BrokenError

    with pytest.raises(BrokenError):
        one.flush(written_but_nobody_knows)
    one.add(key("start"), visit=False)
    for tally in (one, one, two):
        tally.flush(write_counts)
    row = PageCount.objects.get()
    assert (row.views, row.visits, row.unit.code) == (6, 2, "38")


def test_pages_are_told_apart_without_knowing_the_person() -> None:
    assert [device_of(agent) for agent in (PHONE, DESKTOP, "Mozilla/5.0 (iPad; CPU OS 15_0)")] == ["phone", "desktop", "tablet"]
    assert [is_bot(agent) for agent in (PHONE, "", "Googlebot/2.1", "curl/7.88")] == [False, True, True, True]
    assert begins_visit("", "dvc.example")
    assert begins_visit("https://other.example/a", "dvc.example")
    assert not begins_visit("https://dvc.example/thu-tuc/", "dvc.example")


def test_a_counted_day_reaches_the_roll_ups_and_grows_there(office: Office) -> None:
    now = datetime(2022, 11, 14, 10, tzinfo=clock.VIETNAM)
    city = office.unit(DIEN_BIEN)
    with clock.frozen(now):
        tally = Tally("one")
        tally.add(key("start"), visit=True)
        tally.add(key("start", program=True), visit=True)
        tally.flush(write_counts)
        with transaction.atomic():
            record("dossier", 1, "dossier.received", actor=SYSTEM, at=now - timedelta(hours=1), unit_id=city.pk)
        assert announce_days() == 1
        assert announce_days() == 0
        keep_figures(list(Event.objects.filter(stream="measurement")))
        kept = {(one.indicator, one.part, one.unit_id): one.amount for one in over_time(KEYS, DAY, DAY, actor=SYSTEM)}
    assert kept == {("measurement.visits", "portal", office.unit("38").pk): 1, ("measurement.transactions", "onestop", city.pk): 1}
    kinds = registered()["emc.system_kinds"]
    assert kinds.value is not None
    assert [row["amount"] for row in kinds.value(Scope(now))] == [1]


KEYS = ("measurement.visits", "measurement.transactions")


class Forgetful:
    """A ministry that has nine tenths of what it was given, and forgot one number."""

    def __init__(self) -> None:
        self.days: dict[date, list[Count]] = {}

    def push(self, day: date, counts: Any) -> None:
        self.days[day] = list(counts)

    def counts(self, day: date) -> dict[tuple[str, str], int]:
        return {(one.system, one.measure): one.amount * 9 // 10 for one in self.days[day][1:]}


def test_both_counts_stand_beside_each_other_with_their_differences(office: Office) -> None:
    tally = Tally("one")
    for _number in range(20):
        tally.add(PageKey(DAY, "services", "procedure", "", None, "phone", "vi", False), visit=True)
    tally.flush(write_counts)
    try:
        use_ministry(Forgetful())
        hand_over_day(DAY)
        hand_over_day(DAY)
    finally:
        use_ministry(None)
    found = {(one.system, one.measure): (one.ours, one.theirs, one.difference) for one in Comparison.objects.all()}
    assert len(found) == 6 == len(day_counts(DAY))
    assert found[("services", "visits")] == (20, 18, -2)
    assert found[("portal", "visits")] == (0, None, None)
