"""Loading officials, delegations and known citizens."""

from datetime import date, datetime
from pathlib import Path

import pytest

from motcua.blocks.accounts.api import Account
from motcua.blocks.packs.api import PackError, PackRefused
from motcua.ground.directory.api import Delegation, Tenure, Unit, actor_for, load_people, load_units
from motcua.ground.directory.tests.conftest import PROVINCE
from motcua.ground.parties.api import Party
from motcua.kernel.actor import ANONYMOUS
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Forbidden

pytestmark = pytest.mark.django_db

OFFICIALS = """invented: true
demo_password: a-long-demo-word
people:
  - username: ward.chair
    name: Trần Đức Long
    posts:
      - {unit: "14767", role: leader, title: Chủ tịch, from: 2021-07-01}
  - username: ward.desk
    name: Hoàng Thị Lan
    posts:
      - {unit: 14767/mot_cua, role: desk_officer, title: Công chức một cửa, from: 2021-07-01, to: 2022-12-31}
delegations:
  - {of: ward.chair, unit: "14767", role: leader, to: ward.desk, from: 2022-11-14, until: 2022-11-18, reason: Đi công tác}
"""
CITIZENS = """invented: true
citizens:
  - {sub: a, SoDinhDanh: "038185004217", HoVaTen: Nguyễn Thị Hoa, NgayThangNamSinh: 1985-03-12, GioiTinh: Nữ, loa: 2}
"""


@pytest.fixture
def folder(tmp_path: Path, ward: Unit) -> Path:
    (tmp_path / "officials.yaml").write_text(OFFICIALS, encoding="utf-8")
    (tmp_path / "citizens.yaml").write_text(CITIZENS, encoding="utf-8")
    return tmp_path


def test_officials_can_log_in_and_act_and_citizens_are_known(folder: Path) -> None:
    assert load_people(folder).written
    desk = Account.objects.get(username="ward.desk")
    assert desk.check_password("a-long-demo-word")
    actor = actor_for(desk, datetime(2022, 11, 15, 9, tzinfo=VIETNAM))
    assert {(holding.role, holding.on_behalf_of) for holding in actor.holdings} == {("desk_officer", ""), ("leader", "Trần Đức Long")}
    assert Party.objects.get(citizen_id="038185004217").sex == "female"


def test_a_second_load_changes_nothing_and_leaves_a_new_password_alone(folder: Path) -> None:
    load_people(folder)
    desk = Account.objects.get(username="ward.desk")
    desk.set_password("my own secret word")
    desk.save()
    report = load_people(folder)
    assert not report.differs
    desk.refresh_from_db()
    assert desk.check_password("my own secret word")


def test_a_dry_run_shows_what_would_come_and_writes_nothing(folder: Path) -> None:
    assert load_people(folder, dry_run=True).count("added") == 6
    assert not Account.objects.exists()
    assert not Party.objects.exists()


def test_the_end_of_a_post_is_taken_over(folder: Path) -> None:
    load_people(folder)
    file = folder / "officials.yaml"
    file.write_text(OFFICIALS.replace("to: 2022-12-31", "to: 2022-11-30"), encoding="utf-8")
    assert load_people(folder).count("changed") == 1
    assert Tenure.objects.get(account__username="ward.desk").valid_to == date(2022, 11, 30)


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("14767/mot_cua", "14767/nowhere", 11, "14767/nowhere"),
        ("role: desk_officer", "role: king", 11, "role king"),
        ("username: ward.desk", "username: ward.chair", 8, "there already"),
        ("to: ward.desk", "to: ward.chair", 13, "stand in"),
        ("until: 2022-11-18", "until: 2022-11-13", 13, "before the first"),
        ("from: 2022-11-14", "from: 2021-06-30", 13, "does not hold"),
        ("to: 2022-12-31", "to: 2020-12-31", 11, "before the first"),
        ("invented: true", "invented: false", 2, "password"),
        ("name: Hoàng Thị Lan", "nam: Hoàng Thị Lan", 9, "nam"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_reason_and_changes_nothing(
    folder: Path, old: str, new: str, line: int, reason: str
) -> None:
    assert old in OFFICIALS
    (folder / "officials.yaml").write_text(OFFICIALS.replace(old, new), encoding="utf-8")
    with pytest.raises(PackRefused) as refused:
        load_people(folder)
    places = [(error.line, error.reason) for error in refused.value.errors]
    assert any(at == line and reason in text for at, text in places), places
    assert not Account.objects.exists()


def test_a_citizen_whose_number_cannot_be_true_stops_the_whole_load(folder: Path) -> None:
    (folder / "citizens.yaml").write_text(CITIZENS.replace("038185004217", "038085004217"), encoding="utf-8")
    with pytest.raises(PackError, match="does not fit the sex"):
        load_people(folder)
    assert not Account.objects.exists()


def test_nobody_but_an_administrator_loads_people(folder: Path) -> None:
    with pytest.raises(Forbidden):
        load_people(folder, actor=ANONYMOUS)


def test_the_people_of_the_reference_province_find_their_units() -> None:
    load_units(PROVINCE / "units")
    assert load_people(PROVINCE / "people").written
    assert not load_people(PROVINCE / "people").differs
    assert Delegation.objects.count() == 1
    assert Account.objects.get(username="dienbien.motcua").check_password("mot-cua-2022")
