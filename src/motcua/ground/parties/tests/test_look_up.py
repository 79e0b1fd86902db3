"""Looking people up: who may, what is found, and that it is written down."""

from datetime import date

import pytest

from motcua.blocks.audit.api import accesses_of
from motcua.ground.parties.api import Particulars, Party, find_by_citizen_id, find_by_tax_code, read_party, register_party, search_parties
from motcua.ground.parties.tests.conftest import official
from motcua.kernel.actor import ANONYMOUS, SYSTEM, Actor
from motcua.kernel.errors import Forbidden, InvalidInput, NotFound

pytestmark = pytest.mark.django_db


def times_read(party: Party) -> int:
    return len(list(accesses_of(party.pk)))


def test_every_look_up_by_an_official_is_written_down_with_its_purpose(desk: Actor, hoa: Party) -> None:
    assert find_by_citizen_id("038 185 004 217", actor=desk, purpose="intake") == hoa
    [access] = accesses_of(hoa.pk)
    assert (access.subject_id, access.actor_name, access.payload["purpose"]) == (hoa.pk, "desk_officer", "intake")
    search_parties(desk, "Nguyễn Thị", purpose="intake")
    read_party(hoa.pk, actor=official("specialist"), purpose="examine", stream="dossier", stream_id=12)
    assert times_read(hoa) == 3


def test_a_look_up_without_a_purpose_is_refused(desk: Actor, hoa: Party) -> None:
    with pytest.raises(InvalidInput):
        find_by_citizen_id("038185004217", actor=desk, purpose=" ")
    assert times_read(hoa) == 0


@pytest.mark.parametrize(
    "actor",
    [official("specialist"), official("leader"), official("auditor"), ANONYMOUS, Actor(kind="citizen", account_id=1, party_id=10**6)],
)
def test_who_may_not_look_people_up_learns_nothing_not_even_that_they_exist(actor: Actor, hoa: Party) -> None:
    for number in ("038185004217", "038185004218"):
        with pytest.raises(Forbidden):
            find_by_citizen_id(number, actor=actor, purpose="intake")
    with pytest.raises(Forbidden):
        find_by_tax_code("2809999903", actor=actor, purpose="intake")
    with pytest.raises(Forbidden):
        search_parties(actor, "Nguyễn Thị Hoa")
    assert times_read(hoa) == 0


def test_a_token_without_the_scope_looks_nobody_up(hoa: Party) -> None:
    desk = official("desk_officer")
    narrow = Actor(kind="official", holdings=desk.holdings, scopes=frozenset({"dossiers.read"}))
    with pytest.raises(Forbidden):
        search_parties(narrow, "Nguyễn Thị Hoa")


def test_one_sees_oneself_and_nobody_else_without_it_being_a_reading(hoa: Party) -> None:
    me = Actor(kind="citizen", account_id=1, party_id=hoa.pk)
    assert read_party(hoa.pk, actor=me, purpose="") == hoa
    assert find_by_citizen_id("038185004217", actor=me, purpose="") == hoa
    assert times_read(hoa) == 0
    other = register_party(Particulars(kind="person", full_name="Lê Văn Thành", citizen_id="038078011358"), actor=SYSTEM)
    with pytest.raises(Forbidden):
        read_party(other.pk, actor=me, purpose="curious")
    with pytest.raises(Forbidden):
        find_by_citizen_id("038078011358", actor=me, purpose="curious")


def test_reading_somebody_who_is_not_there(desk: Actor) -> None:
    with pytest.raises(NotFound):
        read_party(10**9, actor=desk, purpose="intake")
    assert find_by_citizen_id("038185004217", actor=desk, purpose="intake") is None


@pytest.mark.parametrize("text", ["nguyen thi hoa", "NGUYỄN THỊ", "0912.345.601", "038185004217", "nguyễn  t"])
def test_people_are_found_with_and_without_marks_by_number_and_telephone(desk: Actor, hoa: Party, text: str) -> None:
    register_party(Particulars(kind="person", full_name="Trần Thị Hoa"), actor=SYSTEM)
    assert search_parties(desk, text) == [hoa]


@pytest.mark.parametrize("text", ["%%%", "___", "nguyen%hoa", "hoa nguyen"])
def test_signs_of_the_database_are_only_text(desk: Actor, hoa: Party, text: str) -> None:
    assert search_parties(desk, text) == []


def test_namesakes_are_told_apart_by_birth_and_at_most_ten_are_shown(desk: Actor, hoa: Party) -> None:
    for day in range(1, 15):
        register_party(Particulars(kind="person", full_name="Nguyễn Thị Hoa", birth_date=date(1990, 1, day)), actor=SYSTEM)
    assert len(search_parties(desk, "nguyen thi hoa")) == 10
    assert search_parties(desk, "nguyen thi hoa", born=date(1985, 3, 12)) == [hoa]


def test_too_short_a_text_is_refused(desk: Actor) -> None:
    with pytest.raises(InvalidInput):
        search_parties(desk, " a ")


def test_an_enterprise_is_found_by_its_tax_code(desk: Actor) -> None:
    company = register_party(Particulars(kind="organisation", full_name="Công ty A", tax_code="2809999903"), actor=SYSTEM)
    assert find_by_tax_code("2809999903", actor=desk, purpose="intake") == company
    assert search_parties(desk, "2809999903") == [company]
