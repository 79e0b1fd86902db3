"""Indicators: each number opens its records."""

import re
from collections.abc import Callable
from datetime import date

from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.channels.workspace.chart import HEIGHT, TOP, bars_over_time
from motcua.channels.workspace.tests.conftest import words_of
from motcua.insight.indicators.api import rebuild

Browser = Callable[[str], Client]


def test_every_number_opens_as_many_records(browser: Browser, received: Callable[[], str], proposed: Callable[[], str]) -> None:
    codes = [received(), proposed()]
    rebuild()
    client = browser("dienbien.chutich")
    page = words_of(client.get("/lam-viec/chi-so/"))
    links = re.findall(r'<td class="numeric"><a href="([^"]+)">(\d+)', page)
    assert links
    for address, number in links:
        behind = client.get(address.replace("&amp;", "&"))
        if "sources" in behind.context:  # a ratio opens the two numbers it is worked out of, and these open their records
            assert all(client.get(source.href).context["number"] == source.value for source in behind.context["sources"])
        else:
            assert len(behind.context["rows"]) == int(number)
    assert all(code in words_of(client.get(links[0][0].replace("&amp;", "&"))) for code in codes)
    assert "Số liệu tính từ hồ sơ, chốt lúc" in page
    assert "<svg" in page


def test_the_leader_of_another_ward_counts_nothing_of_it(browser: Browser, office: object, received: Callable[[], str]) -> None:
    received()
    rebuild()
    response = browser("hoangquang.chutich").get("/lam-viec/chi-so/")
    assert response.status_code == 200
    assert not response.context["by_procedure"]


def test_figures_above_ones_unit_are_not_shown(browser: Browser, received: Callable[[], str]) -> None:
    received()
    client = browser("dienbien.chutich")
    above = client.get("/lam-viec/chi-so/").context["unit"].parent_id
    assert client.get(f"/lam-viec/chi-so/?don-vi={above}").status_code == 403
    assert client.get(f"/lam-viec/chi-so/ho-so/?chi-so=dossiers.received&don-vi={above}").status_code == 403
    assert client.get("/lam-viec/chi-so/ho-so/?chi-so=made.up").status_code == 404


def test_a_desk_officer_sees_no_figures(browser: Browser) -> None:
    assert browser("dienbien.motcua").get("/lam-viec/chi-so/").status_code == 403


days = st.dates(date(2022, 1, 1), date(2022, 12, 31))


@settings(max_examples=50)
@given(st.dictionaries(days, st.lists(st.integers(0, 5000), min_size=2, max_size=2), min_size=1), days, days)
def test_bars_stay_in_the_picture_and_none_is_lost(values: dict[date, list[int]], one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    chart = bars_over_time(["a", "b"], values, first, last)
    told = sum(int(bar.said.rsplit(" ", 1)[1]) for bar in chart.bars)
    assert told == sum(sum(group) for day, group in values.items() if first <= day <= last)
    assert all(bar.y >= TOP and bar.y + bar.height <= HEIGHT and bar.x >= 0 for bar in chart.bars)
