"""What every test of the house needs."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from motcua.blocks.events.models import append_only
from motcua.channels.ui.translations import compile_messages
from motcua.ground.directory.api import forget_units
from motcua.kernel import clock
from motcua.onestop.catalogue.api import forget_versions
from tests.office import open_office

settings.register_profile("house", suppress_health_check=[HealthCheck.too_slow])  # a busy machine is slow, not its examples
settings.load_profile("house")


@pytest.fixture(autouse=True, scope="session")
def _vietnamese_words() -> None:
    """Translations are compiled as `motcua up` does it."""
    compile_messages()


@pytest.fixture(autouse=True, scope="session")
def _emptying_append_only_tables() -> Any:
    """Tests that commit empty all tables afterwards; for that moment the triggers of the event log stand aside."""
    empty = TransactionTestCase._fixture_teardown

    def with_triggers_aside(case: TransactionTestCase) -> None:
        append_only.remove(connection)
        try:
            empty(case)
        finally:
            append_only.install(connection)

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", with_triggers_aside)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    """Tests roll back, memory does not: forget what was kept of units and procedures."""
    forget_units()
    forget_versions()


@pytest.fixture
def office(db: None) -> Any:
    """The small office (tests/office.py) on Monday 14 November 2022, nine o'clock."""
    with clock.frozen(datetime(2022, 11, 14, 9, 0, tzinfo=clock.VIETNAM)):
        yield open_office()
