"""Finding units: agencies, desks, divisions, everything below, and the words of a process."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ground.directory.api import (
    OfficeHoursSet,
    Unit,
    bodies_performing,
    body_of,
    divisions_of,
    one_stop_of,
    parse_assignment,
    resolve_unit,
    schedule_of,
    subtree_ids,
    superior_of,
    unit,
    unit_by_code,
    units_offering,
)
from motcua.ground.directory.rules.names import committee_name, english_name, place_name
from motcua.ground.directory.rules.periods import overlap, within
from motcua.ground.directory.rules.unit_records import UnitRecord, generations
from motcua.ground.directory.tests.conftest import make_unit
from motcua.kernel.errors import NotFound

db = pytest.mark.django_db
DAYS = st.dates(date(2020, 1, 1), date(2023, 1, 1))


@db
def test_a_division_belongs_to_its_agency_and_the_agency_to_the_one_above(province: Unit, district: Unit, ward: Unit) -> None:
    desk = unit_by_code("14767/mot_cua")
    assert body_of(desk) == ward
    assert body_of(ward.pk) == ward
    assert superior_of(desk) == district
    assert superior_of(ward) == district
    assert superior_of(province) is None


@db
def test_a_department_without_a_desk_uses_that_of_the_province(province: Unit, ward: Unit) -> None:
    centre = make_unit("38/mot_cua", "one_stop", parent=province, body=province)
    department = make_unit("so_a", "department", parent=province)
    assert one_stop_of(department.pk) == centre
    assert one_stop_of(ward).code == "14767/mot_cua"
    assert one_stop_of(unit_by_code("14767/mot_cua").pk).code == "14767/mot_cua"


@db
def test_where_no_desk_is_found_it_is_said(province: Unit) -> None:
    with pytest.raises(NotFound, match="38"):
        one_stop_of(province)
    with pytest.raises(NotFound):
        unit(10**9)
    with pytest.raises(NotFound):
        unit_by_code("nowhere")


@db
def test_everything_below_a_unit_and_nothing_beside(province: Unit, district: Unit, ward: Unit) -> None:
    other = make_unit("406", "district", parent=province)
    below = set(subtree_ids(district.pk))
    assert below == set(Unit.objects.filter(code__regex="^(380|14767)").values_list("pk", flat=True))
    assert other.pk not in below
    assert set(Unit.objects.filter(pk__in=subtree_ids(ward.pk))) == {ward, *divisions_of(ward)}


@db
def test_agencies_of_a_level_on_a_day(province: Unit, district: Unit, ward: Unit) -> None:
    make_unit("99999", "commune", parent=district, last=date(2021, 12, 31))
    assert [found.code for found in units_offering("commune", on=date(2022, 1, 1))] == ["14767"]
    assert [found.code for found in bodies_performing("commune", on=date(2021, 12, 31))] == ["14767", "99999"]
    assert [found.code for found in bodies_performing("380")] == ["380"]


@db
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("competent", "14767"),
        ("competent/tu_phap_ho_tich", "14767/tu_phap_ho_tich"),
        ("one_stop", "14767/mot_cua"),
        ("parent:ldtbxh", "380/ldtbxh"),
        ("parent", "380"),
        ("body:so_a/phong_b", "so_a/phong_b"),
        ("body:so_a", "so_a"),
    ],
)
def test_the_words_of_a_process_find_their_unit(province: Unit, ward: Unit, text: str, code: str) -> None:
    department = make_unit("so_a", "department", parent=province)
    make_unit("so_a/phong_b", "division", parent=department, body=department)
    assert resolve_unit(text, competent_id=ward.pk).code == code


@db
def test_a_case_received_elsewhere_goes_back_to_that_desk(province: Unit, district: Unit, ward: Unit) -> None:
    assert resolve_unit("one_stop", competent_id=ward.pk, receiver_id=district.pk).code == "380/mot_cua"


@db
def test_a_process_that_names_a_unit_that_is_not_there_is_refused(ward: Unit, province: Unit) -> None:
    for text in ("competent/no_such", "body:so_x", "parent:no_such"):
        with pytest.raises(NotFound):
            resolve_unit(text, competent_id=ward.pk)
    with pytest.raises(NotFound):
        resolve_unit("parent:ldtbxh", competent_id=province.pk)


@pytest.mark.parametrize("text", ["", "competent/", "competent/a/b", "parent:", "body:", "anyone", "body:a/b/c", "one_stop/x"])
def test_words_that_name_no_unit_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="names no unit"):
        parse_assignment(text)


@db
def test_the_nearest_office_hours_hold(province: Unit, district: Unit, ward: Unit) -> None:
    day = date(2022, 11, 15)
    assert schedule_of(ward).hours.sessions_on(day)[0].start == time(7)
    late = {"seasons": [{"sessions": ["08:00-12:00", "13:00-17:00"]}]}
    district.office_hours = OfficeHoursSet.objects.create(key="late", definition=late)
    district.save()
    assert schedule_of(ward.pk).hours.sessions_on(day)[0].start == time(8)
    assert schedule_of(province).hours.sessions_on(day)[0].start == time(7)


@pytest.mark.parametrize(
    ("name", "place", "english", "committee"),
    [
        ("Phường Điện Biên", "Điện Biên", "Điện Biên Ward", "Ủy ban nhân dân phường Điện Biên"),
        ("Thành phố Thanh Hóa", "Thanh Hóa", "Thanh Hóa City", "Ủy ban nhân dân thành phố Thanh Hóa"),
        ("Thị trấn Nga Sơn", "Nga Sơn", "Nga Sơn Township", "Ủy ban nhân dân thị trấn Nga Sơn"),
        ("Xã Hoằng Quang", "Hoằng Quang", "Hoằng Quang Commune", "Ủy ban nhân dân xã Hoằng Quang"),
    ],
)
def test_names_of_territories(name: str, place: str, english: str, committee: str) -> None:
    assert (place_name(name), english_name(name), committee_name(name)) == (place, english, committee)


def test_parents_in_a_circle_are_refused() -> None:
    def record(code: str, parent: str) -> UnitRecord:
        return UnitRecord(code, code, "division", "commune", code, code, code, code, date(2020, 1, 1), parent=parent)

    assert [[unit.code for unit in row] for row in generations([record("b", "a"), record("a", "")])] == [["a"], ["b"]]
    with pytest.raises(ValueError, match="circle"):
        generations([record("a", "b"), record("b", "a")])


@given(DAYS, st.none() | DAYS, DAYS, st.none() | DAYS)
def test_periods_that_share_a_day_say_so_both_ways(first: date, last: date | None, other: date, other_last: date | None) -> None:
    far = date(2030, 1, 1)
    days = set(range(first.toordinal(), (last or far).toordinal() + 1))
    others = range(other.toordinal(), (other_last or far).toordinal() + 1)
    if days and others:
        assert overlap(first, last, other, other_last) is bool(days & set(others))
        assert overlap(other, other_last, first, last) is bool(days & set(others))
        if last or not other_last:
            assert within(first, last, other, other_last) is (days <= set(others))
