"""A POST with an Idempotency-Key may be sent again: it happens once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connections

from motcua.channels.public_api.jobs import forget_old_replies
from motcua.channels.public_api.models import KeptReply
from motcua.channels.public_api.tests.machine import EXTRACT, Machine, machine_of
from motcua.kernel import clock
from motcua.onestop.dossiers.api import Draft
from tests.office import Office, open_office

KEY = "b1f6-1"
WISH = {"procedure": EXTRACT}


@pytest.fixture
def citizen(office: Office) -> Machine:
    return machine_of(office.citizen())


def test_the_second_request_gets_the_first_reply(citizen: Machine) -> None:
    first = citizen.post("/drafts", WISH, Idempotency_Key=KEY)
    second = citizen.post("/drafts", WISH, Idempotency_Key=KEY)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert Draft.objects.count() == 1


def test_without_a_key_and_with_another_key_it_happens_again(citizen: Machine) -> None:
    for headers in ({}, {}, {"Idempotency_Key": "a"}, {"Idempotency_Key": "b"}):
        citizen.post("/drafts", WISH, **headers)
    assert Draft.objects.count() == 4


def test_the_same_key_with_another_body_or_address_is_refused(citizen: Machine) -> None:
    made = citizen.post("/drafts", WISH, Idempotency_Key=KEY).json()
    other = citizen.post("/drafts", {"procedure": "1.001193"}, Idempotency_Key=KEY)
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    elsewhere = citizen.post(f"/drafts/{made['key']}/submission", WISH, Idempotency_Key=KEY)
    assert elsewhere.status_code == 422
    assert Draft.objects.count() == 1


def test_the_key_of_another_token_is_another_key(citizen: Machine, office: Office) -> None:
    citizen.post("/drafts", WISH, Idempotency_Key=KEY)
    machine_of(office.citizen()).post("/drafts", WISH, Idempotency_Key=KEY)
    assert Draft.objects.count() == 2


def test_a_refusal_is_not_kept_and_changes_nothing(citizen: Machine) -> None:
    assert citizen.post("/drafts", {"procedure": "1.999999"}, Idempotency_Key=KEY).status_code == 404
    assert KeptReply.objects.count() == 0
    assert citizen.post("/drafts", WISH, Idempotency_Key=KEY).status_code == 201


def test_when_the_reply_cannot_be_kept_the_deed_is_undone(citizen: Machine) -> None:
    with patch.object(KeptReply, "save", side_effect=[RuntimeError("killed")]), pytest.raises(RuntimeError):
        citizen.post("/drafts", WISH, Idempotency_Key=KEY)
    assert Draft.objects.count() == 0


def test_after_a_day_the_key_is_free(citizen: Machine) -> None:
    citizen.post("/drafts", WISH, Idempotency_Key=KEY)
    KeptReply.objects.update(made_at=clock.real_now() - timedelta(hours=24, seconds=1))
    forget_old_replies()
    assert KeptReply.objects.count() == 0
    citizen.post("/drafts", WISH, Idempotency_Key=KEY)
    assert Draft.objects.count() == 2


@pytest.mark.parametrize("key", ["x" * 256, "a\tb"])
def test_a_key_that_is_none_is_refused(citizen: Machine, key: str) -> None:
    assert citizen.post("/drafts", WISH, Idempotency_Key=key).status_code == 400


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_the_same_moment_happen_once() -> None:
    citizen = machine_of(open_office().citizen())
    together = Barrier(2)

    def send(_: int) -> Any:
        together.wait(timeout=10)
        try:
            return citizen.post("/drafts", WISH, Idempotency_Key=KEY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(send, range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert Draft.objects.count() == 1
