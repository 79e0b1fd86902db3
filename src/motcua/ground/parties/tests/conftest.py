"""Who looks up whom, for the tests of this module."""

from datetime import date, datetime

import pytest

from motcua.ground.parties.api import Particulars, Party, register_party
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor, Holding
from motcua.kernel.clock import VIETNAM

HOA = Particulars(
    kind="person",
    full_name="Nguyễn Thị Hoa",
    citizen_id="038185004217",
    birth_date=date(1985, 3, 12),
    sex="female",
    phone="0912 345 601",
    email="hoa@example.vn",
    address="Số 12 phố Đinh Lễ",
)


def official(role: str) -> Actor:
    return Actor(kind="official", name=role, account_id=7, holdings=(Holding(role, 5, "/1/5/", 9),))


@pytest.fixture(autouse=True)
def _in_november_2022() -> object:
    with clock.frozen(datetime(2022, 11, 15, 9, tzinfo=VIETNAM)):
        yield


@pytest.fixture
def desk() -> Actor:
    return official("desk_officer")


@pytest.fixture
def hoa() -> Party:
    return register_party(HOA, actor=SYSTEM)
