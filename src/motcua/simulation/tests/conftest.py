"""A small simulated year in the small office."""

from datetime import datetime
from typing import Any

import pytest

from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.office.personnel.api import load_personnel
from motcua.onestop.feedback.api import load_feedback
from motcua.simulation.api import Wish, simulate_year
from tests.office import PROVINCE

WISH = Wish(PROVINCE, 2022, scale=0.0005, seed=7, batch=200)
CUT_OFF = datetime(2022, 11, 22, 18, 0, tzinfo=clock.VIETNAM)


@pytest.fixture
def stage(office: Any) -> Any:
    """The small office with the province's content about feedback and the civil service."""
    load_feedback(PROVINCE / "feedback")
    load_personnel(PROVINCE / "personnel")
    return office


@pytest.fixture
def year(stage: Any) -> Any:
    """A part of the year, looked at on the evening of the cut-off."""
    with clock.frozen(CUT_OFF):
        simulate_year(WISH, actor=SYSTEM)
        yield stage
