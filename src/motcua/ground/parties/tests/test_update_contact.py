"""Changing how somebody can be reached."""

import pytest

from motcua.blocks.events.api import timeline
from motcua.ground.parties.api import Party, update_contact
from motcua.ground.parties.tests.conftest import official
from motcua.kernel.actor import ANONYMOUS, Actor
from motcua.kernel.errors import Forbidden, InvalidInput, NotFound

pytestmark = pytest.mark.django_db
NEW = {"phone": "0912 000 111", "email": "moi@example.vn", "address": "Số 5  đường Nguyễn Trãi"}


def test_one_changes_the_own_contact_and_the_event_names_the_fields_not_the_values(hoa: Party) -> None:
    me = Actor(kind="citizen", account_id=1, party_id=hoa.pk)
    party = update_contact(hoa.pk, actor=me, **NEW)
    assert (party.phone, party.email, party.address) == ("0912000111", "moi@example.vn", "Số 5 đường Nguyễn Trãi")
    event = list(timeline("party", hoa.pk))[-1]
    assert (event.kind, sorted(event.payload["fields"])) == ("party.contact_changed", ["address", "email", "phone"])


def test_the_desk_may_correct_it_and_saving_the_same_again_writes_nothing(desk: Actor, hoa: Party) -> None:
    update_contact(hoa.pk, actor=desk, **NEW)
    update_contact(hoa.pk, actor=desk, **NEW)
    assert [event.kind for event in timeline("party", hoa.pk)] == ["party.registered", "party.contact_changed"]


@pytest.mark.parametrize("actor", [ANONYMOUS, official("specialist"), Actor(kind="citizen", account_id=2, party_id=10**6)])
def test_others_may_not(actor: Actor, hoa: Party) -> None:
    with pytest.raises(Forbidden):
        update_contact(hoa.pk, actor=actor, **NEW)


def test_an_official_whose_token_names_a_party_is_not_that_citizen(hoa: Party) -> None:
    with pytest.raises(Forbidden):
        update_contact(hoa.pk, actor=Actor(kind="official", party_id=hoa.pk), **NEW)


def test_every_wrong_field_is_named_and_nothing_stored(desk: Actor, hoa: Party) -> None:
    with pytest.raises(InvalidInput) as refused:
        update_contact(hoa.pk, actor=desk, phone="abc", email="x", address="y" * 301)
    assert [fault.field for fault in refused.value.fields] == ["phone", "email", "address"]
    hoa.refresh_from_db()
    assert hoa.phone == "0912345601"


def test_nobody_there(desk: Actor) -> None:
    with pytest.raises(NotFound):
        update_contact(10**9, actor=desk, **NEW)
