"""Who a login is at a moment: rights begin and end with posts, units and absences."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.blocks.accounts.api import Account
from motcua.blocks.permissions.api import may
from motcua.ground.directory.api import Delegation, Tenure, Unit, actor_for, unit_by_code
from motcua.ground.directory.rights import APPOINT
from motcua.ground.directory.tests.conftest import hold, make_unit
from motcua.ground.parties.api import Party
from motcua.kernel.actor import ANONYMOUS, Actor, Holding
from motcua.kernel.clock import VIETNAM

pytestmark = pytest.mark.django_db
NOON = datetime(2022, 11, 15, 12, tzinfo=VIETNAM)


def test_a_post_gives_its_role_in_its_unit(chair: Account, ward: Unit) -> None:
    tenure = hold(chair, ward, "leader", "Chủ tịch")
    [holding] = actor_for(chair, NOON).holdings
    assert (holding.role, holding.unit_id, holding.unit_path, holding.post_id, holding.on_behalf_of) == (
        "leader", ward.pk, ward.path, tenure.post_id, "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (date(2021, 1, 1), date(2022, 11, 14), False),
        (date(2021, 1, 1), date(2022, 11, 15), True),
        (date(2022, 11, 15), None, True),
        (date(2022, 11, 16), None, False),
    ],
    ids=["ended yesterday", "ends today", "begins today", "begins tomorrow"],
)
def test_a_post_counts_from_its_first_to_its_last_day(chair: Account, ward: Unit, first: date, last: date | None, holds: bool) -> None:
    hold(chair, ward, "leader", "Chủ tịch", first, last)
    assert bool(actor_for(chair, NOON).holdings) is holds


def test_the_day_is_that_of_viet_nam(chair: Account, ward: Unit) -> None:
    hold(chair, ward, "leader", "Chủ tịch", date(2022, 11, 15))
    assert actor_for(chair, datetime.fromisoformat("2022-11-14T17:30:00+00:00")).holdings  # 00:30 on the 15th in Viet Nam
    assert not actor_for(chair, datetime.fromisoformat("2022-11-14T16:59:00+00:00")).holdings


def test_a_unit_that_has_ended_gives_nothing(chair: Account, district: Unit) -> None:
    gone = make_unit("99999", "commune", parent=district, last=date(2022, 11, 14))
    hold(chair, gone, "leader", "Chủ tịch")
    assert not actor_for(chair, NOON).holdings


def test_a_closed_account_is_nobody(chair: Account, ward: Unit) -> None:
    hold(chair, ward, "leader", "Chủ tịch")
    chair.is_active = False
    assert actor_for(chair, NOON) == ANONYMOUS


def _delegate(tenure: Tenure, to: Account, first: date = date(2022, 11, 14), last: date = date(2022, 11, 18)) -> None:
    Delegation.objects.create(tenure=tenure, account=to, valid_from=first, valid_to=last, reason="Đi công tác")


def test_who_stands_in_acts_on_behalf_of_the_holder_during_those_days_only(chair: Account, deputy: Account, ward: Unit) -> None:
    _delegate(hold(chair, ward, "leader", "Chủ tịch"), deputy)
    [holding] = actor_for(deputy, NOON).holdings
    assert (holding.role, holding.on_behalf_of) == ("leader", "Trần Đức Long")
    for day in (13, 19):
        assert not actor_for(deputy, NOON.replace(day=day)).holdings


def test_standing_in_ends_with_the_post_it_comes_from(chair: Account, deputy: Account, ward: Unit) -> None:
    _delegate(hold(chair, ward, "leader", "Chủ tịch", last=date(2022, 11, 14)), deputy)
    assert not actor_for(deputy, NOON).holdings


def test_standing_in_for_a_post_one_holds_oneself_counts_as_ones_own(chair: Account, deputy: Account, ward: Unit) -> None:
    tenure = hold(chair, ward, "leader", "Chủ tịch")
    hold(deputy, ward, "leader", "Chủ tịch")
    _delegate(tenure, deputy)
    [holding] = actor_for(deputy, NOON).holdings
    assert holding.on_behalf_of == ""


def test_many_posts_take_no_more_queries_than_one(chair: Account, deputy: Account, ward: Unit) -> None:
    for number in range(5):
        hold(chair, unit_by_code("14767/mot_cua"), "desk_officer", f"Công chức {number}")
        _delegate(hold(deputy, ward, "leader", f"Phó Chủ tịch {number}"), chair)
    with CaptureQueriesContext(connection) as queries:
        assert len(actor_for(chair, NOON).holdings) == 10
    assert len(queries) == 1


def test_a_citizen_acts_as_the_party_with_the_level_of_this_login() -> None:
    account = Account.objects.create(username="038185004217", name="Hoa", kind="citizen")
    assert actor_for(account, NOON).party_id is None
    party = Party(kind="person", citizen_id="038185004217", account=account, assurance=2)
    party.set_name("Nguyễn Thị Hoa")
    party.save()
    actor = actor_for(account, NOON)
    assert (actor.kind, actor.name, actor.party_id, actor.assurance, actor.holdings) == ("citizen", "Nguyễn Thị Hoa", party.pk, 2, ())
    assert actor_for(account, NOON, assurance=1).assurance == 1


def test_a_right_reaches_the_own_unit_and_what_lies_below_and_nothing_else(
    chair: Account, province: Unit, district: Unit, ward: Unit
) -> None:
    neighbours = [make_unit(str(70000 + number), "commune", parent=district) for number in range(12)]
    other = make_unit("406", "district", parent=province)
    hold(chair, ward, "administrator", "Quản trị")
    actor = actor_for(chair, NOON)
    reached = {unit.code for unit in Unit.objects.all() if may(actor, APPOINT, unit_path=unit.path)}
    assert reached == {"14767", "14767/mot_cua", "14767/tu_phap_ho_tich"}
    assert not reached & {unit.code for unit in [*neighbours, other, district, province]}


@pytest.mark.parametrize(("own", "asked"), [("/1/17/", "/1/170/"), ("/1/17/", "/11/17/"), ("/1/17/203/", "/1/17/"), ("/1/17/", "/17/")])
def test_paths_that_only_look_alike_are_other_units(own: str, asked: str) -> None:
    actor = Actor(kind="official", holdings=(Holding("administrator", 1, own, 1),))
    assert may(actor, APPOINT, unit_path=own)
    assert not may(actor, APPOINT, unit_path=asked)
