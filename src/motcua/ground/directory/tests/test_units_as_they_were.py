"""Units as they were on a day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from motcua.ground.directory.api import (
    Succession,
    Successor,
    Unit,
    UnitChange,
    UnitDecision,
    UnitSpan,
    UnitState,
    forget_units,
    name_on,
    names_on,
    state_on,
    states_on,
    subtree_over,
    successors_of,
    tree_on,
)
from motcua.kernel.errors import NotFound

from .conftest import make_unit

pytestmark = pytest.mark.django_db
BEGUN, DAY = date(2020, 1, 1), date(2025, 1, 1)


def _renamed(unit: Unit, name: str, day: date = DAY) -> UnitState:
    """A second state, written by hand: what is tested here is the reading."""
    old = UnitState.objects.get(unit=unit, valid_to__isnull=True)
    UnitState.objects.filter(pk=old.pk).update(valid_to=day - timedelta(days=1))
    old.pk, old.valid_from, old.name = None, day, name
    old.save()
    forget_units()
    return old


def _ended(unit: Unit, day: date, *successors: Unit) -> None:
    decision = UnitDecision.objects.create(number=f"{unit.code}/NQ", title="-", issuer="-", signed_on=day, effective_on=day)
    change = UnitChange.objects.create(decision=decision, kind="merged", unit=unit, effective_on=day)
    last = day - timedelta(days=1)
    Unit.objects.filter(pk=unit.pk).update(valid_to=last)
    UnitState.objects.filter(unit=unit, valid_to__isnull=True).update(valid_to=last)
    for place, successor in enumerate(successors):
        Succession.objects.create(change=change, predecessor=unit, successor=successor, is_default=place == 0)


def test_a_unit_bears_the_name_of_the_day(ward: Unit) -> None:
    _renamed(ward, "Thị trấn Hậu Hiền")
    assert state_on(ward.pk, DAY - timedelta(days=1)).name == ward.code
    assert state_on(ward.pk, DAY).name == "Thị trấn Hậu Hiền"
    assert states_on([ward.pk], DAY)[ward.pk].name == "Thị trấn Hậu Hiền"
    assert name_on(ward.pk, DAY) == "Thị trấn Hậu Hiền"


def test_an_old_paper_names_a_unit_even_outside_its_days(ward: Unit) -> None:
    _ended(ward, DAY)
    with pytest.raises(NotFound):
        state_on(ward.pk, DAY)
    assert states_on([ward.pk], DAY) == {}
    assert names_on([ward.pk], DAY + timedelta(days=900)) == {ward.pk: ward.code}
    assert name_on(ward.pk, BEGUN - timedelta(days=9)) == ward.code
    with pytest.raises(NotFound):
        name_on(0, DAY)


def test_the_tree_of_a_day_lists_each_unit_after_the_one_above(
    ward: Unit, district: Unit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        tree = tree_on(DAY)
    place = {state.unit_id: index for index, state in enumerate(tree)}
    assert len(tree) == 7
    assert all(place[state.parent_id] < place[state.unit_id] for state in tree if state.parent_id)
    assert {state.code for state in tree_on(DAY, ward.pk)} == {"14767", "14767/mot_cua", "14767/tu_phap_ho_tich"}
    assert tree_on(BEGUN - timedelta(days=1), district.pk) == []


def test_units_below_over_a_time_come_as_periods(ward: Unit, district: Unit, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    _renamed(ward, "mới")
    _ended(Unit.objects.get(code="14767/mot_cua"), DAY + timedelta(days=10))
    first, last = DAY - timedelta(days=5), DAY + timedelta(days=20)
    with django_assert_num_queries(1):
        spans = {span.unit_id: span for span in subtree_over(district.pk, first, last)}
    assert spans[ward.pk] == UnitSpan(ward.pk, first, last)
    assert spans[Unit.objects.get(code="14767/mot_cua").pk].last == DAY + timedelta(days=9)


def test_who_took_over_is_followed_to_those_that_stand(province: Unit) -> None:
    a, b, c, d, e = (make_unit(code, "commune", parent=province) for code in "abcde")
    _ended(a, DAY, b, c)
    _ended(b, DAY + timedelta(days=365), d, e)
    assert successors_of(a.pk, DAY - timedelta(days=1)) == [Successor(a.pk, True)]
    assert successors_of(a.pk, DAY) == [Successor(b.pk, True), Successor(c.pk, False)]
    later = set(successors_of(a.pk, DAY + timedelta(days=365)))
    assert later == {Successor(c.pk, False), Successor(d.pk, True), Successor(e.pk, False)}


def test_the_database_keeps_one_open_state_and_a_right_period(ward: Unit) -> None:
    state = UnitState.objects.get(unit=ward)
    for first, last in ((DAY, None), (BEGUN, DAY), (DAY, BEGUN)):
        with pytest.raises(IntegrityError), transaction.atomic():
            UnitState.objects.create(
                unit=ward, valid_from=first, valid_to=last, **{name: getattr(state, name) for name in ("code", "kind", "level", "name")}
            )
