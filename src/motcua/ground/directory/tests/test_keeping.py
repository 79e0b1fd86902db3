"""Answers about units are kept for a moment, and forgotten when units change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.ground.directory.api import Unit, forget_units, one_stop_of, schedule_of, unit, unit_by_code
from motcua.ground.directory.rules import keeping
from motcua.kernel.errors import NotFound

pytestmark = pytest.mark.django_db


def test_a_second_question_costs_no_query(ward: Unit) -> None:
    with CaptureQueriesContext(connection) as queries:
        for _ in range(3):
            unit(ward.pk)
            one_stop_of(ward.pk)
            schedule_of(ward.pk)
    assert len(queries) <= 4


def test_after_forgetting_or_a_while_the_new_name_is_seen(ward: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    unit(ward.pk)
    Unit.objects.filter(pk=ward.pk).update(name="Phường Mới")
    assert unit(ward.pk).name == "14767"
    forget_units()
    assert unit(ward.pk).name == "Phường Mới"
    Unit.objects.filter(pk=ward.pk).update(name="Phường Mới Hơn")
    later = keeping.monotonic() + keeping.KEPT_SECONDS + 1
    monkeypatch.setattr(keeping, "monotonic", lambda: later)
    assert unit(ward.pk).name == "Phường Mới Hơn"


def test_that_something_is_not_there_is_not_remembered(ward: Unit) -> None:
    with pytest.raises(NotFound):
        unit_by_code("so_moi")
    Unit.objects.filter(pk=ward.pk).update(code="so_moi")
    assert unit_by_code("so_moi").pk == ward.pk
