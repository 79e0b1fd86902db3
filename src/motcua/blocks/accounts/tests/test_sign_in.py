"""Officials log in with name and password; guessing is slowed down."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest

from motcua.blocks.accounts import events
from motcua.blocks.accounts.api import Account, confirm_identity, sign_in
from motcua.blocks.accounts.models import SignInAttempt
from motcua.blocks.events.api import Event
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, Actor
from motcua.kernel.errors import Forbidden, Refusal

pytestmark = pytest.mark.django_db
PASSWORD = "mot-mat-khau-dai"


@pytest.fixture
def official() -> Account:
    account = Account(username="lan.nt", name="Nguyễn Thị Lan", kind=Account.Kind.OFFICIAL)
    account.set_password(PASSWORD)
    account.save()
    return account


def refused(**changes: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        sign_in(**{"username": "lan.nt", "password": PASSWORD, "address": "192.0.2.1", **changes})  # type: ignore[arg-type] # all texts
    return caught.value


def test_the_right_name_and_password_open_the_door_whatever_the_case_of_the_name(official: Account) -> None:
    assert sign_in(username=" LAN.nt", password=PASSWORD, address="192.0.2.1") == official
    [event] = Event.objects.filter(stream="account", stream_id=official.pk)
    assert (event.kind, event.actor_id) == (events.SIGNED_IN, official.pk)


def test_a_wrong_password_and_an_unknown_name_get_the_same_words_and_cost_the_same_work(official: Account) -> None:
    wrong, unknown = refused(password="x"), refused(username="nobody")
    assert (wrong.message, wrong.code, wrong.way_out) == (unknown.message, unknown.code, unknown.way_out)
    with patch("motcua.blocks.accounts.actions.sign_in.make_password") as hashing:
        refused(username="nobody")
    hashing.assert_called_once()


def test_a_failure_is_recorded_without_what_was_typed(official: Account) -> None:
    refused(username="my-secret-password", password="also-secret")
    event = Event.objects.get(kind=events.SIGN_IN_FAILED)
    assert event.stream_id == 0
    assert "secret" not in str(event.payload)
    assert "secret" not in SignInAttempt.objects.get().name_key


@pytest.mark.parametrize("change", [{"is_active": False}, {"kind": Account.Kind.CITIZEN}])
def test_who_left_and_who_is_no_official_cannot_log_in(official: Account, change: dict[str, Any]) -> None:
    Account.objects.filter(pk=official.pk).update(**change)
    assert refused().code == "sign_in_failed"


def test_after_five_failures_even_the_right_password_waits_and_the_wait_ends(official: Account) -> None:
    for _ in range(5):
        refused(password="guess")
    assert refused().code == "sign_in_slowed_down"
    assert sign_in(username="lan.nt", password=PASSWORD, address="198.51.100.7") == official, "another address is not shut out"
    SignInAttempt.objects.update(at=clock.real_now() - timedelta(minutes=16))
    assert sign_in(username="lan.nt", password=PASSWORD, address="192.0.2.1") == official


def test_guessing_one_name_from_many_addresses_is_stopped(official: Account) -> None:
    for number in range(20):
        refused(password="guess", address=f"198.51.100.{number}")
    assert refused(address="203.0.113.9").code == "sign_in_slowed_down"


def test_trying_many_names_from_one_address_is_stopped(official: Account) -> None:
    for number in range(50):
        refused(username=f"name{number}")
    assert refused().code == "sign_in_slowed_down"


def test_success_forgets_the_failures_made_here(official: Account) -> None:
    for _ in range(4):
        refused(password="guess")
    sign_in(username="lan.nt", password=PASSWORD, address="192.0.2.1")
    assert SignInAttempt.objects.count() == 0


def test_before_signing_an_official_proves_again_who_it_is(official: Account) -> None:
    actor = Actor(kind="official", name=official.name, account_id=official.pk)
    assert confirm_identity(actor=actor, password=PASSWORD, address="192.0.2.1") == official
    assert Event.objects.filter(kind=events.IDENTITY_CONFIRMED).count() == 1
    with pytest.raises(Refusal, match="not right"):
        confirm_identity(actor=actor, password="x", address="192.0.2.1")
    with pytest.raises(Forbidden):
        confirm_identity(actor=ANONYMOUS, password=PASSWORD, address="192.0.2.1")


def test_logging_in_takes_few_statements(official: Account, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(8):
        sign_in(username="lan.nt", password=PASSWORD, address="192.0.2.1")
