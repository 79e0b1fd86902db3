"""Decisions on people: what is refused, and how access follows the post, day by day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from motcua.blocks.accounts.api import Account, account_for_token, issue_token
from motcua.blocks.files.api import read_bytes
from motcua.blocks.signing.api import ensure_identity, sign_pdf, verify_pdf
from motcua.ground.directory.api import Tenure, actor_for, delegate_post
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, Refusal
from motcua.office.personnel.api import (
    Decision,
    DecisionText,
    PersonFacts,
    PersonFile,
    PlaceFacts,
    Placement,
    decision_pdf,
    issue_decision,
    load_personnel,
    prepare_decision,
    receive_person,
    return_decision,
    settle_due,
    sign_decision,
    withdraw_decision,
)
from motcua.office.personnel.tests.conftest import Staff
from motcua.office.staffing.api import Use

CONTENT = Path(__file__).resolve().parents[5] / "provinces" / "thanh_hoa" / "personnel"
TODAY = date(2022, 11, 14)
CHANGE = date(2022, 12, 1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.VIETNAM)


@pytest.fixture
def today() -> Iterator[None]:
    with clock.frozen(noon(TODAY)):
        yield


@pytest.fixture
def mai(staff: Staff, today: None) -> Placement:
    """A specialist of the department of justice, with a login."""
    facts = PersonFacts(full_name="Lê Thị Mai", birth_date=date(1985, 5, 2), sex="female", level="university", field="Luật")
    place = PlaceFacts(unit_id=staff.justice.pk, kind="contract", title="Chuyên viên", first_day=date(2021, 3, 1), role="specialist")
    return receive_person(facts, place, how="taken_over", actor=staff.officer)


def text(staff: Staff, mai: Placement, kind: str = "transfer", **more: object) -> DecisionText:
    said = DecisionText(
        person_id=mai.person_id, kind=kind, effective_on=CHANGE, issuer_id=staff.home_affairs.pk, unit_id=staff.district.pk,
        title="Chuyên viên", place_kind="contract", role="specialist", reason="Theo nhu cầu công tác",
    )  # fmt: skip
    return replace(said, **more)  # type: ignore[arg-type]  # fields of the text


def issued(staff: Staff, mai: Placement, kind: str = "transfer", **more: object) -> Decision:
    made = prepare_decision(text(staff, mai, kind, **more), actor=staff.officer)
    return issue_decision(made.pk, actor=staff.director)


def units_of(account_id: int, day: date) -> set[int]:
    return {holding.unit_id for holding in actor_for(Account.objects.get(pk=account_id), noon(day)).holdings}


def test_who_joins_gets_a_login_and_its_rights_from_the_first_day(mai: Placement, staff: Staff) -> None:
    account = mai.person.account
    assert account is not None
    assert account.username == "mai.lt"
    assert units_of(account.pk, date(2021, 2, 28)) == set()
    assert units_of(account.pk, date(2021, 3, 1)) == {staff.justice.pk}


def test_who_moves_loses_the_old_rights_and_gets_the_new_on_the_same_day(mai: Placement, staff: Staff) -> None:
    decision = issued(staff, mai)
    account_id = mai.person.account_id or 0
    assert decision.number == "01/QĐ-S"
    assert units_of(account_id, CHANGE - timedelta(days=1)) == {staff.justice.pk}
    assert units_of(account_id, CHANGE) == {staff.district.pk}
    with clock.frozen(noon(CHANGE)):
        assert settle_due(actor=SYSTEM) == 1
        assert Account.objects.get(pk=account_id).is_active


def test_who_leaves_has_no_login_no_token_no_delegation_and_no_certificate_from_that_day(
    mai: Placement, staff: Staff, settings: Any, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    account = mai.person.account
    assert account is not None
    own = actor_for(account, noon(TODAY))
    token = issue_token(actor=own, account_id=account.pk, name="báo cáo", scopes=["personnel.own"], lasts=timedelta(days=60))
    ensure_identity(f"person/{account.pk}", name=account.name, title="", organisation="x")
    chief = Tenure.objects.get(account_id=staff.director.account_id)
    delegation = delegate_post(
        chief.pk, account.pk, first_day=date(2022, 11, 20), last_day=date(2022, 12, 20), reason="đi học", actor=staff.director
    )
    issued(staff, mai, "resign")
    last = CHANGE - timedelta(days=1)
    delegation.refresh_from_db()
    assert delegation.valid_to == last
    with clock.frozen(noon(last)):
        assert settle_due(actor=SYSTEM) == 0
        assert account_for_token(token.secret) is not None
        assert units_of(account.pk, last) == {staff.justice.pk, staff.home_affairs.pk}
    assert units_of(account.pk, CHANGE) == set()
    with clock.frozen(noon(CHANGE)):
        assert settle_due(actor=SYSTEM) == 1
        assert settle_due(actor=SYSTEM) == 0
    assert account_for_token(token.secret) is None
    assert not Account.objects.get(pk=account.pk).is_active
    with clock.frozen(noon(CHANGE)), pytest.raises(Refusal, match="ended"):
        sign_pdf(b"%PDF-1.7", identity_key=f"person/{account.pk}")


def test_an_issued_decision_is_taken_back_before_its_day_and_everything_stands_as_before(mai: Placement, staff: Staff) -> None:
    account_id = mai.person.account_id or 0
    decision = issued(staff, mai)
    withdraw_decision(decision.pk, reason="Nhầm đơn vị", actor=staff.director)
    assert Placement.objects.get().valid_to is None
    assert Tenure.objects.get(account_id=account_id).valid_to is None
    assert units_of(account_id, CHANGE) == {staff.justice.pk}
    again = issued(staff, mai)
    assert again.number == "02/QĐ-S"  # a number is never given twice


def test_from_its_day_on_a_decision_cannot_be_taken_back(mai: Placement, staff: Staff) -> None:
    decision = issued(staff, mai)
    with clock.frozen(noon(CHANGE)), pytest.raises(Conflict, match="day has not come"):
        withdraw_decision(decision.pk, reason="Nhầm", actor=staff.director)


@pytest.mark.parametrize(
    ("kind", "more", "field"),
    [
        ("transfer", {"effective_on": TODAY - timedelta(days=1)}, "effective_on"),
        ("transfer", {"effective_on": date(2025, 1, 1)}, "effective_on"),
        ("transfer", {"unit_id": None}, "unit"),
        ("transfer", {"place_kind": "king"}, "place_kind"),
        ("appoint", {"term_years": 9}, "term_years"),
        ("renew", {}, "person"),
        ("raise_salary", {"coefficient": Decimal("0.5")}, "coefficient"),
        ("discipline", {"discipline": "exile"}, "discipline"),
        ("resign", {"reason": " "}, "reason"),
        ("crown", {}, "kind"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_at_its_field(
    mai: Placement, staff: Staff, kind: str, more: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        prepare_decision(text(staff, mai, kind, **more), actor=staff.officer)
    assert [one.field for one in refused.value.fields] == [field]


def test_a_unit_has_one_head(mai: Placement, staff: Staff) -> None:
    with pytest.raises(InvalidInput) as refused:
        prepare_decision(
            text(staff, mai, "appoint", unit_id=staff.home_affairs.pk, title="Giám đốc Sở", role="leader", head=True), actor=staff.officer
        )
    assert "Director heads this unit" in str(refused.value.fields[0])


def test_a_second_decision_before_the_first_takes_effect_is_refused(mai: Placement, staff: Staff) -> None:
    issued(staff, mai)
    with pytest.raises(InvalidInput) as refused:
        prepare_decision(text(staff, mai, "resign", effective_on=CHANGE - timedelta(days=3)), actor=staff.officer)
    assert refused.value.fields[0].field == "effective_on"


def test_two_prepared_decisions_cannot_both_be_issued(mai: Placement, staff: Staff) -> None:
    one = prepare_decision(text(staff, mai), actor=staff.officer)
    two = prepare_decision(text(staff, mai, unit_id=staff.other.pk), actor=staff.officer)
    issue_decision(one.pk, actor=staff.director)
    with pytest.raises(InvalidInput):
        issue_decision(two.pk, actor=staff.director)
    with pytest.raises(Conflict):
        issue_decision(one.pk, actor=staff.director)


def test_who_prepares_does_not_issue_and_a_district_moves_nobody_out_of_the_district(mai: Placement, staff: Staff) -> None:
    made = prepare_decision(text(staff, mai), actor=staff.officer)
    with pytest.raises(Forbidden):
        issue_decision(made.pk, actor=staff.officer)
    with pytest.raises(Refusal):
        prepare_decision(text(staff, mai), actor=staff.near)
    return_decision(made.pk, reason="Chưa đủ hồ sơ", actor=staff.director)
    with pytest.raises(Conflict):
        issue_decision(made.pk, actor=staff.director)


def test_a_concurrent_post_stands_beside_the_main_one(mai: Placement, staff: Staff) -> None:
    issued(staff, mai, "concurrent")
    account_id = mai.person.account_id or 0
    assert units_of(account_id, CHANGE) == {staff.justice.pk, staff.district.pk}
    assert Placement.objects.filter(main=True, valid_to=None).count() == 1


def test_a_raise_changes_rank_and_coefficient_and_dates_the_next(mai: Placement, staff: Staff) -> None:
    issued(staff, mai, "raise_salary", coefficient=Decimal("3.33"), effective_on=date(2022, 11, 1))
    person = PersonFile.objects.get()
    assert (person.coefficient, person.next_raise_on) == (Decimal("3.33"), date(2025, 11, 1))


def test_the_post_of_the_quota_is_taken_and_given_back_with_the_days(mai: Placement, staff: Staff) -> None:
    staff.quota(staff.district, "civil", 1)
    issued(staff, mai, place_kind="civil")
    use = Use.objects.get()
    assert (use.person_ref, use.first_day, use.unit_id) == (mai.person.code, CHANGE, staff.district.pk)
    with clock.frozen(noon(CHANGE)):
        issued(staff, mai, "retire", effective_on=date(2023, 1, 1))
    assert Use.objects.get().last_day == date(2022, 12, 31)


def test_a_quota_that_is_used_up_stops_the_decision_and_nothing_is_changed(mai: Placement, staff: Staff) -> None:
    staff.quota(staff.district, "civil", 0)
    made = prepare_decision(text(staff, mai, place_kind="civil"), actor=staff.officer)
    with pytest.raises(Conflict):
        issue_decision(made.pk, actor=staff.director)
    made.refresh_from_db()
    assert (made.state, made.number) == ("prepared", "")
    assert Placement.objects.get().valid_to is None


def test_the_decision_is_printed_and_signed_by_the_head_and_the_agency(mai: Placement, staff: Staff, settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    load_personnel(CONTENT, actor=SYSTEM)
    decision = issued(staff, mai, "appoint", title="Trưởng phòng", term_years=5)
    signed = sign_decision(decision.pk, actor=SYSTEM)
    assert signed.file is not None
    assert len(verify_pdf(read_bytes(signed.file)).signatures) == 2
    assert sign_decision(decision.pk, actor=SYSTEM).signed_at == signed.signed_at
    assert decision_pdf(decision).startswith(b"%PDF")
