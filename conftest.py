"""What every test of the house needs."""

from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from motcua.blocks.events.models import append_only


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
