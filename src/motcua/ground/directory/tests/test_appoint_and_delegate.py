"""Putting people into posts and arranging absences."""

from datetime import date

import pytest

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import timeline
from motcua.ground.directory.api import (
    Delegation,
    Post,
    Tenure,
    Unit,
    appoint,
    delegate_post,
    end_delegation,
    end_tenure,
    people_in,
    signing_title,
)
from motcua.ground.directory.tests.conftest import hold
from motcua.kernel.actor import SYSTEM, Actor, Holding
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2022, 11, 14), date(2022, 11, 18)


def official(account: Account, tenure: Tenure, *, behalf: str = "") -> Actor:
    post = tenure.post
    holding = Holding(post.role, post.unit_id, post.unit.path, post.pk, behalf)
    return Actor(kind="official", name=account.name, account_id=account.pk, holdings=(holding,))


def administrator(unit: Unit) -> Actor:
    return Actor(kind="official", name="Quản trị", account_id=10**6, holdings=(Holding("administrator", unit.pk, unit.path, 10**6),))


def test_an_administrator_appoints_within_the_own_units_only(province: Unit, district: Unit, ward: Unit, chair: Account) -> None:
    post = Post.objects.create(unit=ward, role="leader", title="Chủ tịch")
    tenure = appoint(post.pk, chair.pk, actor=administrator(district), first_day=FIRST)
    assert [event.kind for event in timeline("tenure", tenure.pk)] == ["tenure.began"]
    above = Post.objects.create(unit=province, role="leader", title="Chủ tịch")
    with pytest.raises(Forbidden):
        appoint(above.pk, chair.pk, actor=administrator(district), first_day=FIRST)
    with pytest.raises(Forbidden):
        end_tenure(tenure.pk, actor=official(chair, tenure), last_day=LAST)


def test_nobody_holds_the_same_post_twice_at_a_time(ward: Unit, chair: Account) -> None:
    tenure = hold(chair, ward, "leader", "Chủ tịch", FIRST)
    with pytest.raises(Conflict):
        appoint(tenure.post_id, chair.pk, actor=SYSTEM, first_day=LAST)
    end_tenure(tenure.pk, actor=SYSTEM, last_day=LAST)
    assert appoint(tenure.post_id, chair.pk, actor=SYSTEM, first_day=date(2022, 11, 19)).pk
    with pytest.raises(InvalidInput):
        end_tenure(tenure.pk, actor=SYSTEM, last_day=date(2022, 11, 13))
    with pytest.raises(NotFound):
        appoint(10**9, chair.pk, actor=SYSTEM, first_day=FIRST)


def test_a_citizen_is_not_put_into_a_post(ward: Unit) -> None:
    post = Post.objects.create(unit=ward, role="leader", title="Chủ tịch")
    citizen = Account.objects.create(username="c", name="C", kind="citizen")
    with pytest.raises(NotFound):
        appoint(post.pk, citizen.pk, actor=SYSTEM, first_day=FIRST)


def test_the_holder_arranges_the_own_absence(ward: Unit, chair: Account, deputy: Account) -> None:
    tenure = hold(chair, ward, "leader", "Chủ tịch")
    made = delegate_post(tenure.pk, deputy.pk, actor=official(chair, tenure), first_day=FIRST, last_day=LAST, reason="Đi học")
    assert [event.kind for event in timeline("delegation", made.pk)] == ["delegation.began"]
    with pytest.raises(Conflict):
        delegate_post(tenure.pk, deputy.pk, actor=official(chair, tenure), first_day=FIRST, last_day=LAST, reason="Đi học")
    end_delegation(made.pk, actor=official(chair, tenure), last_day=FIRST)
    assert Delegation.objects.get().valid_to == FIRST
    with pytest.raises(InvalidInput):
        end_delegation(made.pk, actor=official(chair, tenure), last_day=LAST)


def test_who_only_stands_in_does_not_pass_it_on(ward: Unit, chair: Account, deputy: Account) -> None:
    tenure = hold(chair, ward, "leader", "Chủ tịch")
    for actor in (official(deputy, tenure, behalf=chair.name), official(deputy, tenure)):
        with pytest.raises(Forbidden):
            delegate_post(tenure.pk, deputy.pk, actor=actor, first_day=FIRST, last_day=LAST, reason="Đi học")


@pytest.mark.parametrize(
    ("first", "last", "reason", "field"),
    [
        (LAST, FIRST, "Đi học", "last_day"),
        (date(2021, 6, 30), LAST, "Đi học", "first_day"),
        (FIRST, date(2023, 1, 1), "Đi học", "first_day"),
        (FIRST, LAST, "  ", "reason"),
        (FIRST, LAST, "x" * 201, "reason"),
    ],
)
def test_an_impossible_absence_names_the_wrong_field(
    ward: Unit, chair: Account, deputy: Account, first: date, last: date, reason: str, field: str
) -> None:
    tenure = hold(chair, ward, "leader", "Chủ tịch", last=date(2022, 12, 31))
    with pytest.raises(InvalidInput) as refused:
        delegate_post(tenure.pk, deputy.pk, actor=SYSTEM, first_day=first, last_day=last, reason=reason)
    assert [fault.field for fault in refused.value.fields] == [field]
    assert not Delegation.objects.exists()


def test_nobody_stands_in_for_themselves(ward: Unit, chair: Account) -> None:
    tenure = hold(chair, ward, "leader", "Chủ tịch")
    with pytest.raises(InvalidInput) as refused:
        delegate_post(tenure.pk, chair.pk, actor=SYSTEM, first_day=FIRST, last_day=LAST, reason="Đi học")
    assert [fault.field for fault in refused.value.fields] == ["account"]


def test_people_of_a_unit_on_a_day(ward: Unit, chair: Account, deputy: Account) -> None:
    hold(chair, ward, "leader", "Chủ tịch", last=date(2022, 11, 14))
    hold(deputy, ward, "leader", "Phó Chủ tịch", FIRST)
    assert {row.account.username for row in people_in(ward.pk, "leader", on=FIRST)} == {"chair", "deputy"}
    assert [row.account.username for row in people_in(ward.pk, on=LAST)] == ["deputy"]
    assert not people_in(ward.pk, "specialist", on=FIRST).exists()


def test_the_title_under_a_signature_says_for_whom(ward: Unit, district: Unit, chair: Account, deputy: Account) -> None:
    first, second = hold(chair, ward, "leader", "Chủ tịch"), hold(deputy, ward, "leader", "Phó Chủ tịch")
    second.post.signs_for = "KT. Chủ tịch"
    second.post.save()
    assert signing_title(official(chair, first), ward.pk) == "Chủ tịch"
    own = official(deputy, second)
    assert signing_title(own, ward.pk) == "KT. Chủ tịch, Phó Chủ tịch"
    assert signing_title(own, district.pk) == ""
    officer = hold(deputy, Unit.objects.get(code="14767/mot_cua"), "desk_officer", "Công chức một cửa")
    both = Actor(
        kind="official", account_id=deputy.pk, holdings=(*official(deputy, officer).holdings, *official(deputy, first, behalf="L").holdings)
    )
    assert signing_title(both, ward.pk) == "KT. Chủ tịch, Công chức một cửa"
