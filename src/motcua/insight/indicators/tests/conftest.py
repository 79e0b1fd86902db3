"""The small province, heard by the figures only."""

import pytest

from motcua.blocks.events.api import subscribe
from motcua.insight.indicators.api import SUBSCRIBER, changing_kinds, keep_figures
from tests.small_province import START, at, end, received, units

__all__ = ["START", "at", "end", "received", "units"]


@pytest.fixture(autouse=True)
def _heard_by_the_figures_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.blocks.events.actions.subscribe._subscriptions", {})
    subscribe(SUBSCRIBER, changing_kinds(), keep_figures)
