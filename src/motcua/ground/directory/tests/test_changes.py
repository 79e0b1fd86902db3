"""Units changed by decisions."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import Event, record
from motcua.ground.directory.api import (
    NewUnit,
    Paper,
    Successor,
    Unit,
    UnitChange,
    UnitDecision,
    UnitState,
    actor_for,
    bring_up_to_date,
    change_level,
    dissolve_unit,
    establish_unit,
    merge_units,
    move_unit,
    rename_unit,
    restructure_unit,
    split_unit,
    state_on,
    successors_of,
    tree_on,
    unit,
    unit_by_code,
)
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, SYSTEM, Actor
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput

from .conftest import hold, make_unit

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 11, 14, 9, tzinfo=clock.VIETNAM)
TODAY = NOW.date()
LATER = TODAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def _legal_day() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


def paper(day: date = TODAY, number: str = "01/QĐ-UBND", **more: Any) -> Paper:
    return Paper(
        number=number, title="Về tổ chức bộ máy", issuer="Ủy ban nhân dân tỉnh", signed_on=min(TODAY, day), effective_on=day, **more
    )


@pytest.fixture
def second(province: Unit) -> Unit:
    """Another district with a desk and a commune, each served by its police."""
    district = make_unit("381", "district", parent=province)
    make_unit("381/mot_cua", "one_stop", parent=district, body=district)
    return district


def _police(of: Unit, above: Unit) -> Unit:
    police = make_unit(f"cong_an_{of.code}", "vertical", parent=above)
    Unit.objects.filter(pk=police.pk).update(key="cong_an", serves=of, name=f"Công an {of.name[:1].lower()}{of.name[1:]}")
    UnitState.objects.filter(unit=police).update(serves=of)
    return police


def test_a_name_given_from_today_on_holds_at_once_and_old_days_keep_the_old_one(ward: Unit) -> None:
    rename_unit(ward.pk, paper=paper(), actor=SYSTEM, name="Phường Mới")
    now = unit(ward.pk)
    assert (now.name, now.formal_name, now.short_name, now.name_en) == ("Phường Mới", "Ủy ban nhân dân phường Mới", "Mới", "Mới Ward")
    assert state_on(ward.pk, TODAY - timedelta(days=1)).name == "14767"
    assert state_on(ward.pk, TODAY).change.decision.number == "01/QĐ-UBND"  # type: ignore[union-attr] # it has one
    assert unit_by_code("14767/mot_cua").formal_name == "14767/mot_cua".replace("14767", "Ủy ban nhân dân phường Mới")
    assert Event.objects.filter(kind="unit.renamed", stream_id=ward.pk).count() == 1


def test_a_decision_for_a_later_day_waits_for_its_day(ward: Unit) -> None:
    rename_unit(ward.pk, paper=paper(LATER), actor=SYSTEM, name="Phường Mới")
    assert unit(ward.pk).name == "14767"
    assert state_on(ward.pk, LATER).name == "Phường Mới"
    assert bring_up_to_date(LATER - timedelta(days=1)) == 0
    assert bring_up_to_date(LATER) >= 1
    assert Unit.objects.get(pk=ward.pk).name == "Phường Mới"


def test_a_rehearsal_tells_everything_and_writes_nothing(ward: Unit) -> None:
    outcome = rename_unit(ward.pk, paper=paper(), actor=SYSTEM, name="Phường Mới", dry_run=True)
    [own, *along] = outcome.differences
    assert (own.before["name"], own.after["name"], outcome.written) == ("14767", "Phường Mới", False)
    assert {one.name for one in along} == {"14767/mot_cua", "14767/tu_phap_ho_tich"}
    assert not UnitDecision.objects.exists()
    assert unit(ward.pk).name == "14767"


def test_a_moved_district_unit_takes_everything_below_and_its_police_along(ward: Unit, district: Unit, second: Unit) -> None:
    headquarters = make_unit("cong_an_tinh", "vertical", parent=Unit.objects.get(code="38"))
    old, new = _police(district, headquarters), _police(second, headquarters)
    police = _police(ward, old)
    move_unit(ward.pk, to=second.pk, paper=paper(), actor=SYSTEM)
    assert unit_by_code("14767/mot_cua").path.startswith(unit(second.pk).path)
    assert unit(police.pk).path == f"{unit(new.pk).path}{police.pk}/"
    before = {state.code for state in tree_on(TODAY - timedelta(days=1), district.pk)}
    assert {"14767", "14767/mot_cua"} <= before
    assert not {"14767", "14767/mot_cua"} & {state.code for state in tree_on(TODAY, district.pk)}


def test_merged_communes_leave_their_place_to_the_one_that_stands(ward: Unit, district: Unit) -> None:
    other = make_unit("14770", "commune", parent=district)
    desk = make_unit("14770/mot_cua", "one_stop", parent=other, body=other)
    merge_units([other.pk], into=ward.pk, paper=paper(), actor=SYSTEM, name="Phường Điện Biên")
    assert successors_of(other.pk, TODAY) == [Successor(ward.pk, True)]
    assert successors_of(desk.pk, TODAY) == [Successor(unit_by_code("14767/mot_cua").pk, True)]
    assert unit(other.pk).valid_to == TODAY - timedelta(days=1)
    assert unit(ward.pk).name == "Phường Điện Biên"


def test_a_district_that_ends_leaves_its_communes_to_its_successor(ward: Unit, district: Unit, second: Unit) -> None:
    with pytest.raises(Conflict) as refused:
        dissolve_unit(district.pk, paper=paper(), actor=SYSTEM)
    assert refused.value.code == "unit_orphan"
    assert not UnitChange.objects.exists()
    dissolve_unit(district.pk, paper=paper(), actor=SYSTEM, successors=[second.pk])
    assert unit(ward.pk).parent_id == second.pk
    assert unit_by_code("14767/mot_cua").path.startswith(unit(second.pk).path)


def test_a_new_unit_has_the_divisions_of_the_one_it_is_like_and_may_take_an_old_code(ward: Unit, district: Unit) -> None:
    new = NewUnit(key="14767", name="Phường Hạc Thành", parent_id=district.pk, territory_kind="ward", code="14767", like=ward.pk)
    with pytest.raises(Conflict) as refused:
        establish_unit(new, paper=paper(), actor=SYSTEM)
    assert refused.value.code == "unit_code_twice"
    assert Unit.objects.filter(name="Phường Hạc Thành").count() == 0
    merge_units([ward.pk], into=new, paper=paper(), actor=SYSTEM)
    made = unit_by_code("14767", on=TODAY)
    assert made.name == "Phường Hạc Thành"
    assert unit_by_code("14767", on=TODAY - timedelta(days=1)).pk == ward.pk
    assert unit_by_code("14767").pk == made.pk
    assert set(made.members.values_list("key", flat=True)) == {"14767", "mot_cua", "tu_phap_ho_tich"}
    assert successors_of(ward.pk, TODAY) == [Successor(made.pk, True)]


def test_a_commune_parted_between_two_has_a_default_successor(ward: Unit, district: Unit) -> None:
    parts = [NewUnit(key=key, name=f"Phường {key}", parent_id=district.pk, territory_kind="ward", code=key, like=ward.pk) for key in "ab"]
    split_unit(ward.pk, into=parts, ends=True, paper=paper(), actor=SYSTEM)
    assert [one.is_default for one in successors_of(ward.pk, TODAY)] == [True, False]
    assert tree_on(TODAY, ward.pk) == []


def test_a_part_that_leaves_lets_the_rest_go_on(ward: Unit, district: Unit) -> None:
    part = NewUnit(key="a", name="Phường A", parent_id=district.pk, territory_kind="ward", code="a")
    split_unit(ward.pk, into=[part], ends=False, paper=paper(), actor=SYSTEM)
    assert successors_of(ward.pk, TODAY) == [Successor(ward.pk, True)]
    assert unit_by_code("a").preceded_by.get().predecessor_id == ward.pk


def test_a_commune_becomes_a_ward_and_a_division_a_sub_department(ward: Unit) -> None:
    Unit.objects.filter(pk=ward.pk).update(territory_kind="commune")
    UnitState.objects.filter(unit=ward).update(territory_kind="commune")
    change_level(ward.pk, paper=paper(), actor=SYSTEM, territory_kind="ward", name="Phường Rừng Thông")
    assert (unit(ward.pk).territory_kind, unit(ward.pk).kind, unit(ward.pk).name) == ("ward", "commune", "Phường Rừng Thông")
    division = unit_by_code("14767/tu_phap_ho_tich")
    change_level(division.pk, paper=paper(), actor=SYSTEM, kind="sub_department")
    assert unit(division.pk).kind == "sub_department"
    with pytest.raises(InvalidInput):
        change_level(ward.pk, paper=paper(), actor=SYSTEM, territory_kind="quarter")


def test_only_public_service_units_are_restructured(ward: Unit, province: Unit) -> None:
    with pytest.raises(InvalidInput):
        restructure_unit(ward.pk, note="Giảm hai phòng", paper=paper(), actor=SYSTEM)
    centre = make_unit("trung_tam", "public_service_unit", parent=province)
    restructure_unit(centre.pk, note="Giảm hai phòng", paper=paper(), actor=SYSTEM)
    change = UnitChange.objects.get(unit=centre)
    assert (change.kind, change.details["note"]) == ("restructured", "Giảm hai phòng")


def test_a_unit_never_comes_to_lie_below_itself(ward: Unit, district: Unit) -> None:
    with pytest.raises(Conflict) as refused:
        move_unit(district.pk, to=unit_by_code("14767/mot_cua").pk, paper=paper(), actor=SYSTEM)
    assert refused.value.code == "unit_circle"
    with pytest.raises(InvalidInput):
        move_unit(ward.pk, to=district.pk, paper=paper(), actor=SYSTEM)


def test_an_old_code_is_found_on_its_days(ward: Unit) -> None:
    rename_unit(ward.pk, paper=paper(), actor=SYSTEM, code="99999")
    assert unit_by_code("99999").pk == ward.pk
    assert unit_by_code("14767", on=TODAY - timedelta(days=1)).pk == ward.pk
    assert unit_by_code("99999", on=TODAY).pk == ward.pk


def test_no_unit_begins_before_its_decision_was_signed(district: Unit) -> None:
    new = NewUnit(key="a", name="Phường A", parent_id=district.pk, territory_kind="ward", code="a")
    early = Paper("1", "-", "-", signed_on=TODAY, effective_on=TODAY - timedelta(days=1))
    with pytest.raises(InvalidInput) as refused:
        establish_unit(new, paper=early, actor=SYSTEM)
    assert refused.value.fields[0].field == "effective_on"


def test_a_day_that_has_passed_is_asked_about_and_refused_once_something_happened_since(ward: Unit, chair: Account) -> None:
    past = paper(TODAY - timedelta(days=10))
    with pytest.raises(Conflict) as asked:
        rename_unit(ward.pk, paper=past, actor=SYSTEM, name="Phường Mới")
    assert asked.value.code == "back_dated"
    rename_unit(ward.pk, paper=past, actor=SYSTEM, name="Phường Mới", confirmed="Quyết định đến muộn")
    assert UnitChange.objects.filter(unit=ward).get().details["confirmed"] == "Quyết định đến muộn"
    assert state_on(ward.pk, TODAY - timedelta(days=10)).name == "Phường Mới"
    record("dossier", 1, "dossier.received", actor=SYSTEM, at=NOW - timedelta(days=3), unit_id=unit_by_code("14767/mot_cua").pk)
    with pytest.raises(Conflict) as refused:
        rename_unit(ward.pk, paper=paper(TODAY - timedelta(days=5), "2"), actor=SYSTEM, name="Phường Ba", confirmed="-")
    assert refused.value.code == "acted_since"
    hold(chair, ward, "leader", "Chủ tịch", first=TODAY - timedelta(days=2))
    with pytest.raises(Conflict):
        rename_unit(ward.pk, paper=paper(TODAY - timedelta(days=5), "2"), actor=SYSTEM, code="5", confirmed="-")


def test_one_number_is_one_decision(ward: Unit, district: Unit) -> None:
    rename_unit(ward.pk, paper=paper(), actor=SYSTEM, name="Phường Mới")
    rename_unit(district.pk, paper=paper(text="Điều 1"), actor=SYSTEM, name="Thành phố Mới")
    assert UnitDecision.objects.get().text == "Điều 1"
    with pytest.raises(Conflict) as refused:
        rename_unit(ward.pk, paper=Paper("01/QĐ-UBND", "-", "Ủy ban nhân dân tỉnh", TODAY, LATER), actor=SYSTEM, name="Phường Ba")
    assert refused.value.code == "decision_differs"
    with pytest.raises(InvalidInput):
        rename_unit(ward.pk, paper=Paper("", "-", "-", TODAY, TODAY), actor=SYSTEM, name="Phường Ba")


def _official(account: Account, at: Unit) -> Actor:
    hold(account, at, "personnel_officer", "Chuyên viên tổ chức")
    return actor_for(account, NOW)


def test_the_province_changes_everything_a_district_only_what_lies_in_it(
    ward: Unit, district: Unit, province: Unit, chair: Account, deputy: Account
) -> None:
    interior = make_unit("380/noi_vu", "division", parent=district, body=district)
    of_district = _official(deputy, interior)
    division = unit_by_code("380/ldtbxh")
    rename_unit(division.pk, paper=paper(), actor=of_district, name="Phòng Lao động")
    new = NewUnit(key="y_te", name="Phòng Y tế", parent_id=district.pk, kind="division", inside=True)
    establish_unit(new, paper=paper(), actor=of_district)
    for target in (ward, district, province):
        with pytest.raises(Forbidden):
            rename_unit(target.pk, paper=paper(), actor=of_district, name="Khác")
    rename_unit(ward.pk, paper=paper(), actor=_official(chair, province), name="Phường Mới")
    with pytest.raises(Forbidden):
        rename_unit(ward.pk, paper=paper(), actor=ANONYMOUS, name="Phường Ba")
