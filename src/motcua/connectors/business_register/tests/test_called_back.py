"""The register calls back: only genuine messages count, each once, never backwards."""

import hmac
import json
import time
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Any
from unittest.mock import MagicMock, patch

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from motcua.connectors.business_register.client import HttpBusinessRegister
from motcua.connectors.business_register.jobs import ask_about_silent_filings
from motcua.connectors.business_register.models import Delivery, RegisterFiling
from motcua.connectors.business_register.rules.message import read_message
from motcua.connectors.business_register.rules.signature import is_genuine
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput
from motcua.onestop.dossiers.ports import Filing
from tests.sandbox_process import Sandbox

ADDRESS = "/doi-tac/dang-ky-kinh-doanh/"
SECRET = "shared"
MESSAGE = {"dossier_code": "H56.12-221114-0001", "foreign_code": "DKKD-00000001", "status": "in_process", "step": 2}


@pytest.fixture
def taken_over(settings: Any) -> Iterator[MagicMock]:
    settings.BUSINESS_REGISTER = {"url": "http://127.0.0.1:9", "secret": SECRET, "callback": ""}
    with patch("motcua.connectors.business_register.actions.note_status.take_over_status") as called:
        yield called


def call(number: str = "n" * 32, *, secret: str = SECRET, age: int = 0, body: bytes | None = None, **changes: object) -> int:
    sent = json.dumps({**MESSAGE, **changes}).encode() if body is None else body
    moment = str(int(time.time()) - age)
    signature = "sha256=" + hmac.new(secret.encode(), f"{moment}.{number}.".encode() + sent, sha256).hexdigest()
    headers = {"X-Timestamp": moment, "X-Delivery": number, "X-Signature": signature}
    return Client(enforce_csrf_checks=True).post(ADDRESS, sent, "application/json", headers=headers).status_code


@pytest.mark.django_db
class TestCalledBack:
    def test_a_genuine_message_is_taken_over(self, taken_over: MagicMock) -> None:
        assert call() == 204
        assert taken_over.call_args.args[0] == MESSAGE["dossier_code"]
        assert taken_over.call_args.args[1].status == "in_process"
        assert RegisterFiling.objects.get().step == 2

    def test_the_same_delivery_and_the_same_step_count_once(self, taken_over: MagicMock) -> None:
        assert [call(), call(), call("m" * 32)] == [204, 204, 204]
        assert taken_over.call_count == 1

    def test_a_late_message_does_not_put_the_status_back(self, taken_over: MagicMock) -> None:
        call("a" * 32, status="registered", step=3)
        call("b" * 32)
        assert taken_over.call_count == 1
        assert RegisterFiling.objects.get().status == "registered"

    @pytest.mark.parametrize("wrong", [{"secret": "guess"}, {"age": 301}, {"age": -61}, {"number": "short"}, {"number": "é" * 32}])
    def test_what_is_not_genuine_is_refused(self, taken_over: MagicMock, wrong: dict[str, Any]) -> None:
        assert call(**wrong) == 401
        assert not taken_over.called
        assert Delivery.objects.count() == 0

    @pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"status": "registered"}', json.dumps({**MESSAGE, "status": "made-up"}).encode()])
    def test_what_is_no_message_is_refused(self, taken_over: MagicMock, body: bytes) -> None:
        assert call(body=body) == 422
        assert not taken_over.called

    def test_when_the_dossier_cannot_take_it_yet_the_register_has_to_tell_it_again(self, taken_over: MagicMock) -> None:
        taken_over.side_effect = Conflict("The process does not wait for this.")
        assert call() == 409
        assert RegisterFiling.objects.count() == Delivery.objects.count() == 0
        taken_over.side_effect = None
        assert call() == 204

    def test_only_posting_is_allowed(self) -> None:
        assert Client().get(ADDRESS).status_code == 405


@pytest.mark.django_db
def test_a_filing_of_which_nothing_was_heard_is_asked_about(register: Sandbox) -> None:
    with patch("motcua.connectors.business_register.actions.note_status.take_over_status") as taken_over:
        HttpBusinessRegister().file(Filing("H56.12-221114-0009", "Lê Văn Thành", "038078011358", {}))
        ask_about_silent_filings()
        assert not taken_over.called, "there was news a moment ago"
        RegisterFiling.objects.update(changed_at=clock.real_now() - timedelta(minutes=6))
        time.sleep(0.5)
        ask_about_silent_filings()
    assert RegisterFiling.objects.get().step > 1
    assert taken_over.called


@limits(max_examples=50, deadline=None)
@given(body=st.binary(max_size=200), flip=st.integers(0, 199))
def test_one_flipped_bit_breaks_the_signature(body: bytes, flip: int) -> None:
    signature = "sha256=" + hmac.new(b"s", b"1000." + b"d" * 32 + b"." + body, sha256).hexdigest()
    sent = {"secret": "s", "timestamp": "1000", "delivery": "d" * 32, "signature": signature, "now": 1000.0}
    assert is_genuine(body=body, **sent)  # type: ignore[arg-type] # one mapping for both calls
    changed = bytearray(body or b"x")
    changed[flip % len(changed)] ^= 1
    assert not is_genuine(body=bytes(changed), **sent)  # type: ignore[arg-type]


@limits(max_examples=50, deadline=None)
@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_nothing_but_a_message_is_read_as_one(found: object) -> None:
    with pytest.raises(InvalidInput):
        read_message(json.dumps(found).encode())
