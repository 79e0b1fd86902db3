"""The post over real sockets and by signed calls: every fault it can have, and what becomes of it."""

import hmac
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from unittest.mock import MagicMock, patch

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from motcua.connectors.post.client import HttpPublicPost
from motcua.connectors.post.collected import CashOnDelivery
from motcua.connectors.post.models import PostDelivery
from motcua.connectors.post.rules.message import read_news
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Conflict, Fault, InvalidInput, NotFound
from motcua.onestop.desk.ports import Address, PostNews, PostOrder, PublicPost
from motcua.onestop.payments.ports import Collector
from tests.sandbox_process import Sandbox, running_sandbox

ADDRESS = "/doi-tac/buu-chinh/"
SECRET = "shared"
MESSAGE = {"OrderNumber": "H56.12-221114-0001-P1", "ItemCode": "BC000000001VN", "Status": "handed_over", "Step": 2, "Reason": ""}
ORDER = PostOrder(
    "H56.12-221114-0001-P1", Address("Bộ phận Một cửa", "Phường Điện Biên"), Address("Nguyễn Thị Hoa", "12 phố Đinh Lễ"), "Kết quả", 16_000
)


@pytest.fixture
def taken_over(settings: Any) -> Iterator[MagicMock]:
    settings.PUBLIC_POST = {"url": "http://127.0.0.1:9", "secret": SECRET, "callback": "", "customer": "MOTCUA"}
    with patch("motcua.connectors.post.actions.take_delivery.take_over_parcel") as called:
        yield called


def call(number: str = "n" * 32, *, secret: str = SECRET, age: int = 0, body: bytes | None = None, **changes: object) -> int:
    sent = json.dumps({**MESSAGE, **changes}).encode() if body is None else body
    moment = str(int(time.time()) - age)
    signature = "sha256=" + hmac.new(secret.encode(), f"{moment}.{number}.".encode() + sent, sha256).hexdigest()
    headers = {"X-Timestamp": moment, "X-Delivery": number, "X-Signature": signature}
    return Client(enforce_csrf_checks=True).post(ADDRESS, sent, "application/json", headers=headers).status_code


@pytest.mark.django_db
class TestCalledBack:
    def test_a_genuine_message_is_taken_over_and_the_same_delivery_once(self, taken_over: MagicMock) -> None:
        assert [call(), call()] == [204, 204]
        assert taken_over.call_count == 1
        assert taken_over.call_args.args[0] == PostNews("H56.12-221114-0001-P1", "BC000000001VN", "handed_over", 2)

    @pytest.mark.parametrize("wrong", [{"secret": "guess"}, {"age": 301}, {"age": -61}, {"number": "short"}, {"number": "é" * 32}])
    def test_forged_and_replayed_messages_are_refused(self, taken_over: MagicMock, wrong: dict[str, Any]) -> None:
        assert call(**wrong) == 401
        assert not taken_over.called
        assert PostDelivery.objects.count() == 0

    @pytest.mark.parametrize(
        "body", [b"", b"[]", b"{", b'{"Status": "delivered"}', json.dumps({**MESSAGE, "Status": "stolen"}).encode(), b'{"Step": true}']
    )
    def test_what_is_no_message_is_refused(self, taken_over: MagicMock, body: bytes) -> None:
        assert call(body=body) == 422
        assert not taken_over.called

    @pytest.mark.parametrize(("refusal", "status"), [(Conflict("Still being signed."), 409), (NotFound("Not ours."), 404)])
    def test_what_cannot_be_taken_over_is_told_again(self, taken_over: MagicMock, refusal: Exception, status: int) -> None:
        taken_over.side_effect = refusal
        assert call() == status
        assert PostDelivery.objects.count() == 0
        taken_over.side_effect = None
        assert call() == 204

    def test_only_posting_is_allowed(self) -> None:
        assert Client().get(ADDRESS).status_code == 405


@limits(max_examples=50, deadline=None)
@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_nothing_but_a_message_is_read_as_one(found: object) -> None:
    with pytest.raises(InvalidInput):
        read_news(json.dumps(found).encode())


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("post"), pace=0.1) as running:
        yield running


@pytest.fixture
def post(sandbox: Sandbox, settings: Any) -> Iterator[PublicPost]:
    """The connector before the running stand-in."""
    secret = (sandbox.var / "sandbox" / "post.secret").read_text()
    settings.PUBLIC_POST = {"url": f"{sandbox.url}/post", "secret": secret, "callback": "", "customer": "MOTCUA"}
    yield HttpPublicPost()
    sandbox.misbehave(post="none")


def ordered(number: str) -> PostOrder:
    return PostOrder(number, ORDER.sender, ORDER.receiver, ORDER.description, ORDER.cod)


def ended(post: PublicPost, number: str) -> PostNews:
    deadline = time.monotonic() + 10
    while (news := post.ask(number)).state in {"registered", "handed_over"} and time.monotonic() < deadline:
        time.sleep(0.05)
    return news


def test_an_order_is_taken_once_and_followed_to_its_end(post: PublicPost) -> None:
    first = post.order(ordered("a-1"))
    assert post.order(ordered("a-1")).waybill == first.waybill
    assert ended(post, "a-1").state == "delivered"
    assert post.revoke("a-1").state == "delivered", "too late to call it back"


def test_the_account_of_cash_on_delivery_is_read_by_the_legal_day(post: PublicPost, sandbox: Sandbox, settings: Any) -> None:
    account: Collector = CashOnDelivery()
    ordered_at = datetime(2022, 11, 14, 9, 0, tzinfo=VIETNAM)
    for number, cod in (("cod-1", 16_000), ("cod-2", 0)):
        post.order(replace(ordered(number), cod=cod, ordered_at=ordered_at))
        assert ended(post, number).state == "delivered"
    assert [(line.reference, line.amount, line.status) for line in account.settlement(ordered_at.date())] == [("cod-1", 16_000, "paid")]
    sandbox.misbehave(post="cod_missing")
    assert list(account.settlement(ordered_at.date())) == []
    settings.PUBLIC_POST = {**settings.PUBLIC_POST, "secret": "guess"}
    with pytest.raises(Fault):
        account.settlement(ordered_at.date())


@pytest.mark.parametrize("fault", ["lost", "returned"])
def test_an_envelope_can_get_lost_or_come_back_with_a_reason(post: PublicPost, sandbox: Sandbox, fault: str) -> None:
    sandbox.misbehave(post=fault)
    post.order(ordered(fault))
    news = ended(post, fault)
    assert news.state == fault
    assert news.reason


def test_a_post_out_of_order_or_a_wrong_secret_is_a_fault_to_be_tried_again(post: PublicPost, sandbox: Sandbox, settings: Any) -> None:
    sandbox.misbehave(post="down")
    with pytest.raises(Fault):
        post.order(ORDER)
    sandbox.misbehave(post="none")
    with pytest.raises(Fault):
        post.ask("never-ordered")
    settings.PUBLIC_POST = {**settings.PUBLIC_POST, "secret": "guess"}
    with pytest.raises(Fault):
        post.order(ORDER)
    settings.PUBLIC_POST = {**settings.PUBLIC_POST, "url": "http://127.0.0.1:9"}
    with pytest.raises(Fault):
        post.order(ORDER)
