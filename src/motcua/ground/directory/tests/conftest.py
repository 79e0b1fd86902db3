"""A small province for the tests of this module."""

from datetime import date
from pathlib import Path

import pytest

from motcua.blocks.accounts.api import Account
from motcua.ground.directory.api import OfficeHoursSet, Post, Tenure, Unit, write_first_states

PROVINCE = Path(__file__).resolve().parents[5] / "provinces" / "thanh_hoa"


def make_unit(code: str, kind: str, *, parent: Unit | None = None, body: Unit | None = None, last: date | None = None) -> Unit:
    """A unit with its path; an agency unless `body` is given."""
    level = body.level if body else kind if kind in {"province", "district", "commune"} else "province"
    unit = Unit.objects.create(
        code=code, key=code.rpartition("/")[2], kind=kind, level=level, name=code, formal_name=code, short_name=code,
        parent=parent, valid_from=date(2020, 1, 1), valid_to=last,
    )  # fmt: skip
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.body = body or unit
    unit.save()
    write_first_states([unit])
    return unit


@pytest.fixture
def province() -> Unit:
    hours = OfficeHoursSet.objects.create(key="day", definition={"seasons": [{"sessions": ["07:00-11:30", "13:30-17:00"]}]})
    unit = make_unit("38", "province")
    unit.office_hours = hours
    unit.save()
    return unit


@pytest.fixture
def district(province: Unit) -> Unit:
    unit = make_unit("380", "district", parent=province)
    make_unit("380/mot_cua", "one_stop", parent=unit, body=unit)
    make_unit("380/ldtbxh", "division", parent=unit, body=unit)
    return unit


@pytest.fixture
def ward(district: Unit) -> Unit:
    unit = make_unit("14767", "commune", parent=district)
    make_unit("14767/mot_cua", "one_stop", parent=unit, body=unit)
    make_unit("14767/tu_phap_ho_tich", "division", parent=unit, body=unit)
    return unit


@pytest.fixture
def chair() -> Account:
    return Account.objects.create(username="chair", name="Trần Đức Long", kind="official")


@pytest.fixture
def deputy() -> Account:
    return Account.objects.create(username="deputy", name="Đỗ Thị Nguyệt", kind="official")


def hold(account: Account, unit: Unit, role: str, title: str, first: date = date(2021, 7, 1), last: date | None = None) -> Tenure:
    """The account holds a post of the unit."""
    post, _ = Post.objects.get_or_create(unit=unit, role=role, title=title)
    return Tenure.objects.create(post=post, account=account, valid_from=first, valid_to=last)
