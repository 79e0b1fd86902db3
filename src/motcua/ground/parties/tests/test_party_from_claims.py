"""Knowing people from their electronic identity."""

from datetime import date

import pytest
from django.db import IntegrityError

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import timeline
from motcua.ground.parties.api import Party, party_from_claims, party_of
from motcua.ground.parties.rules.claims import read_claims
from motcua.ground.parties.tests.conftest import official
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput

CLAIMS = {
    "sub": "vneid-1", "LoaiTaiKhoan": 1, "SoDinhDanh": "038185004217", "HoVaTen": "Nguyễn Thị Hoa", "NgayThangNamSinh": "12/03/1985",
    "GioiTinh": "Nữ", "ThuDienTu": "hoa@example.vn", "SoDienThoai": "0912 345 601", "loAs": 2,
}  # fmt: skip
db = pytest.mark.django_db


@db
def test_a_first_login_makes_the_party_and_joins_the_account() -> None:
    account = Account.objects.create(username="a", name="Hoa", kind="citizen")
    party = party_from_claims(CLAIMS, account=account)
    assert party_of(account) == party
    assert (party.full_name, party.birth_date, party.sex, party.phone, party.assurance) == (
        "Nguyễn Thị Hoa", date(1985, 3, 12), "female", "0912345601", 2,
    )  # fmt: skip
    assert [event.kind for event in timeline("party", party.pk)] == ["party.identity_confirmed"]


@db
def test_a_second_login_changes_nothing_and_writes_nothing() -> None:
    first = party_from_claims(CLAIMS)
    assert party_from_claims(CLAIMS).pk == first.pk
    assert len(list(timeline("party", first.pk))) == 1


@db
def test_a_number_written_with_spaces_is_the_same_number() -> None:
    assert party_from_claims({**CLAIMS, "SoDinhDanh": "038 185 004 217"}).citizen_id == "038185004217"
    assert party_from_claims(CLAIMS).pk == Party.objects.get().pk


@db
def test_two_first_logins_at_once_end_at_one_party(monkeypatch: pytest.MonkeyPatch) -> None:
    meet = Party.save

    def overtaken(self: Party, *args: object, **kwargs: object) -> None:
        monkeypatch.setattr(Party, "save", meet)
        raise IntegrityError("the other login was first")

    monkeypatch.setattr(Party, "save", overtaken)
    assert party_from_claims(CLAIMS).pk == Party.objects.get().pk


@db
def test_the_identity_corrects_the_name_but_leaves_contacts_people_gave(hoa: Party) -> None:
    party = party_from_claims({**CLAIMS, "HoVaTen": "Nguyễn Thị Hòa", "SoDienThoai": "0999999999", "loAs": "1"})
    assert party.pk == hoa.pk
    assert (party.full_name, party.search_text, party.phone, party.assurance) == ("Nguyễn Thị Hòa", "nguyen thi hoa", "0912345601", 1)


@db
def test_the_level_is_that_of_the_last_login_not_the_highest_ever() -> None:
    party_from_claims(CLAIMS)
    assert party_from_claims({**CLAIMS, "loAs": 1}).assurance == 1


@db
def test_one_person_has_one_account() -> None:
    first, second = (Account.objects.create(username=name, name=name, kind="citizen") for name in "ab")
    party_from_claims(CLAIMS, account=first)
    with pytest.raises(Conflict):
        party_from_claims(CLAIMS, account=second)
    assert party_of(second) is None


@db
def test_an_enterprise_logs_in_by_its_tax_code() -> None:
    party = party_from_claims({"LoaiTaiKhoan": "2", "MaSoThue": "2809999903", "TenDoanhNghiep": "Công ty A", "SoDinhDanh": "038185004217"})
    assert (party.kind, party.tax_code, party.citizen_id, party.assurance) == ("organisation", "2809999903", None, 0)


@db
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"SoDinhDanh": ""}, "claims_incomplete"),
        ({"SoDinhDanh": "038085004217"}, "claims_wrong"),
        ({"HoVaTen": ""}, "claims_wrong"),
        ({"SoDinhDanh": "1' OR '1'='1"}, "claims_wrong"),
        ({"LoaiTaiKhoan": "2"}, "claims_incomplete"),
    ],
)
def test_claims_that_cannot_be_true_are_refused(change: dict[str, str], code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        party_from_claims({**CLAIMS, **change})
    assert refused.value.code == code
    assert not Party.objects.exists()


@db
def test_a_wrong_contact_does_not_keep_anybody_out() -> None:
    party = party_from_claims({**CLAIMS, "ThuDienTu": "no mail", "SoDienThoai": "12"})
    assert (party.email, party.phone) == ("", "")


@db
def test_nobody_but_the_house_confirms_an_identity() -> None:
    with pytest.raises(Forbidden):
        party_from_claims(CLAIMS, actor=official("leader"))


@pytest.mark.parametrize(("day", "known"), [("1985-03-12", True), ("19850312", True), ("12/03/1985", True), ("1985", False), ("", False)])
def test_dates_of_birth_come_in_three_forms(day: str, known: bool) -> None:
    particulars, _ = read_claims({**CLAIMS, "NgayThangNamSinh": day})
    assert (particulars.birth_date == date(1985, 3, 12)) is known
    assert known or particulars.birth_date is None


@pytest.mark.parametrize(("said", "level"), [(2, 2), ("1", 1), ("loa2", 2), ("", 0), ("9", 2), (None, 0), ("high", 0)])
def test_levels_of_assurance(said: object, level: int) -> None:
    assert read_claims({**CLAIMS, "loAs": said})[1] == level
