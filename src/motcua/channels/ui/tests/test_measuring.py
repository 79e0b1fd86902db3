"""Opened pages are counted, and nothing of who opened them."""

import dataclasses

import pytest
from django.test import Client

from motcua.channels.ui import measuring
from motcua.insight.measurement.api import PageKey, Tally
from tests.office import Office

PHONE = "Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36"


def opened(path: str, **headers: str) -> dict[tuple[str, str, str], tuple[int, int]]:
    """What one opened page adds: system, page and service, with views and visits."""
    fresh = Tally("test")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measuring, "tally", fresh)
        Client().get(path, headers={"user-agent": PHONE, **headers})
    found: dict[PageKey, tuple[int, int]] = {}
    fresh.flush(lambda _name, _number, counts: found.update(counts))
    return {(one.system, one.page, one.service): amounts for one, amounts in found.items()}


def test_every_opened_page_is_counted_by_system_and_procedure(office: Office) -> None:
    assert opened("/") == {("portal", "start", ""): (1, 1)}
    assert opened("/thu-tuc/2.000635/", referer="http://testserver/thu-tuc/") == {("services", "procedure", "2.000635"): (1, 0)}
    assert opened("/thu-tuc/9.999999/") == {}
    assert opened("/lam-viec/") == {}  # sent to the login page


def test_a_counter_holds_nothing_of_the_person() -> None:
    assert [field.name for field in dataclasses.fields(PageKey)] == [
        "day", "system", "page", "service", "unit_id", "device", "language", "is_bot",
    ]  # fmt: skip
