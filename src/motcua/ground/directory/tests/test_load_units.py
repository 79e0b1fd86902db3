"""Loading the units of a province."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from motcua.blocks.packs.api import PackError, PackRefused
from motcua.ground.directory.api import Unit, UnitState, load_units, unit_by_code
from motcua.kernel.actor import ANONYMOUS
from motcua.kernel.errors import Forbidden

PROVINCE = Path(__file__).resolve().parents[5] / "provinces" / "thanh_hoa" / "units"
pytestmark = pytest.mark.django_db


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A province of one district and two communes."""
    (tmp_path / "units.yaml").write_text(
        "valid_from: 2020-01-01\nterritory: territory.csv\nagency_codes: codes.csv\ndepartments: departments.csv\n"
        "department_divisions: divisions.csv\ndefault_office_hours: day\n"
        'office_hours: {day: {seasons: [{sessions: ["07:00-11:30", "13:30-17:00"]}]}}\n'
        "divisions:\n  commune:\n    - {key: mot_cua, kind: one_stop, vi: Một cửa, en: One-stop desk}\n"
        "  district:\n    - {key: do_thi, vi: Phòng Đô thị, en: Urban Division, for: [city]}\n",
        encoding="utf-8",
    )
    (tmp_path / "territory.csv").write_text(
        "code,name,kind,parent_code\n01,Tỉnh Thử,province,\n010,Thành phố Thử,city,01\n011,Huyện Xa,rural_district,01\n"
        "00001,Phường Một,ward,010\n00002,Xã Hai,commune,011\n",
        encoding="utf-8",
    )
    (tmp_path / "codes.csv").write_text("code,agency_code,tag\n01,H99,sure\n00001,H99.1.1,check\n", encoding="utf-8")
    (tmp_path / "departments.csv").write_text("key,kind,parent,name,name_en\nso_a,department,01,Sở A,Department A\n", encoding="utf-8")
    (tmp_path / "divisions.csv").write_text(
        "department,key,kind,parent,name,name_en\nso_a,phong_b,division,,Phòng B,Division B\nso_a,to_c,division,phong_b,Tổ C,Team C\n",
        encoding="utf-8",
    )
    return tmp_path


def test_a_province_is_loaded_with_paths_bodies_and_divisions_by_rule(small: Path) -> None:
    report = load_units(small)
    assert report.written
    assert set(Unit.objects.values_list("code", flat=True)) == {
        "01", "010", "011", "00001", "00002", "so_a", "so_a/phong_b", "so_a/to_c", "00001/mot_cua", "00002/mot_cua", "010/do_thi",
    }  # fmt: skip
    team, division, department, province = (unit_by_code(code) for code in ("so_a/to_c", "so_a/phong_b", "so_a", "01"))
    assert team.path == f"/{province.pk}/{department.pk}/{division.pk}/{team.pk}/"
    assert team.body_id == department.pk
    assert department.body_id == department.pk
    ward = unit_by_code("00001")
    assert (ward.name_en, ward.formal_name) == ("Một Ward", "Ủy ban nhân dân phường Một")
    assert (ward.short_name, ward.agency_code) == ("Một", "H99.1.1")
    assert unit_by_code("00001/mot_cua").formal_name == "Một cửa Ủy ban nhân dân phường Một"


def test_a_second_load_changes_nothing_and_a_dry_run_writes_nothing(small: Path) -> None:
    assert load_units(small, dry_run=True).count("added") == 12
    assert not Unit.objects.exists()
    load_units(small)
    report = load_units(small)
    assert not report.written
    assert not report.differs


def test_a_changed_name_is_shown_and_stored_without_moving_anything(small: Path) -> None:
    load_units(small)
    before = unit_by_code("00001")
    file = small / "territory.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("Phường Một", "Phường Nhất"), encoding="utf-8")
    report = load_units(small)
    [change] = [change for change in report.changes if change.what == "unit 00001 Phường Nhất"]
    assert (change.kind, "Phường Một" in change.before, "Phường Nhất" in change.after) == ("changed", True, True)
    after = unit_by_code("00001")
    assert (after.pk, after.path, after.name) == (before.pk, before.path, "Phường Nhất")
    state = UnitState.objects.get(unit=after)
    assert (state.name, state.valid_from, state.valid_to, state.path) == ("Phường Nhất", date(2020, 1, 1), None, after.path)


def test_a_unit_moved_to_another_district_takes_its_desk_along(small: Path) -> None:
    load_units(small)
    file = small / "territory.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("Xã Hai,commune,011", "Xã Hai,commune,010"), encoding="utf-8")
    load_units(small)
    assert unit_by_code("00002/mot_cua").path.startswith(unit_by_code("010").path)


def test_a_unit_closed_by_its_last_day_is_gone_the_day_after(small: Path) -> None:
    file = small / "territory.csv"
    file.write_text(
        "code,name,kind,parent_code,valid_from,valid_to\n01,Tỉnh Thử,province,,,\n010,Thành phố Thử,city,01,,\n"
        "00001,Phường Một,ward,010,2020-01-01,2024-12-31\n",
        encoding="utf-8",
    )
    load_units(small)
    assert Unit.objects.on(date(2024, 12, 31)).filter(code="00001").exists()
    assert not Unit.objects.on(date(2025, 1, 1)).filter(code__startswith="00001").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "reason"),
    [
        ("territory.csv", "00002,Xã Hai,commune,011", "00002,Xã Hai,commune,099", 6, "parent 099"),
        ("territory.csv", "00002,Xã Hai,commune", "00001,Xã Hai,commune", 6, "there already"),
        ("territory.csv", "00001,Phường Một", "0001,Phường Một", 5, "5 digits"),
        ("territory.csv", "ward", "quarter", 5, "kind of territory"),
        ("codes.csv", "H99.1.1", "99.H", 3, "not an agency code"),
        ("codes.csv", "H99.1.1", "H99", 3, "same agency code"),
        ("departments.csv", "department,01", "department,77", 2, "parent 77"),
        ("divisions.csv", "phong_b,Tổ C", "phong_x,Tổ C", 3, "phong_x"),
        ("units.yaml", "13:30-17:00", "13:30", 7, "07:00-11:30"),
        ("units.yaml", "default_office_hours: day", "default_office_hours: night", 7, "night"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_reason_and_changes_nothing(
    small: Path, file: str, old: str, new: str, line: int, reason: str
) -> None:
    path = small / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises((PackError, PackRefused)) as refused:
        load_units(small)
    errors = refused.value.errors if isinstance(refused.value, PackRefused) else [refused.value]
    assert any(reason in error.reason for error in errors), [str(error) for error in errors]
    if reason != "same agency code":
        assert any(error.line == line and error.file.endswith(file) for error in errors), [str(error) for error in errors]
    assert not Unit.objects.exists()


def test_nobody_but_an_administrator_loads_units(small: Path) -> None:
    with pytest.raises(Forbidden):
        load_units(small, actor=ANONYMOUS)


def test_the_reference_province_loads_whole_and_twice(tmp_path: Path) -> None:
    shutil.copytree(PROVINCE, tmp_path / "units")
    report = load_units(tmp_path / "units")
    assert report.written
    assert Unit.objects.filter(kind="district").count() == 27
    assert Unit.objects.filter(kind="commune").count() == 559
    assert Unit.objects.filter(kind="one_stop", level="commune").count() == 559
    assert not Unit.objects.filter(path="").exists()
    assert UnitState.objects.count() == Unit.objects.count()
    assert not Unit.objects.filter(body__isnull=True).exists()
    assert not load_units(tmp_path / "units").differs
