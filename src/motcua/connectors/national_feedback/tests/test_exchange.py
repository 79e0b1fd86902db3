"""The national portal hands items in and takes reports: over a socket, down, doubled, lost and out of order."""

import json
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from motcua.blocks.events.api import Event
from motcua.connectors.national_feedback.actions.take_message import apply_waiting, missing_before, take_message
from motcua.connectors.national_feedback.handlers import tell_the_portal
from motcua.connectors.national_feedback.jobs import close_gaps, deliver
from motcua.connectors.national_feedback.models import Incoming, Outgoing
from motcua.connectors.national_feedback.rules.message import Message, message_of, read_message
from motcua.connectors.national_feedback.rules.signature import is_genuine, signed
from motcua.kernel.errors import Fault, InvalidInput
from motcua.onestop.feedback.api import Feedback, accept_feedback, ask_supplement
from tests.office import Office
from tests.sandbox_process import Sandbox

pytestmark = pytest.mark.django_db
ADDRESS = "/doi-tac/pakn-quoc-gia/"
ITEM = {
    "kind": "rules",
    "field": "moi_truong",
    "title": "Quy định thu phí rác chưa rõ",
    "text": "Quy định về phí thu gom rác tại phường chưa rõ mức thu với hộ kinh doanh nhỏ lẻ.",
    "name": "Lê Văn Thành",
    "phone": "0912000999",
    "public": True,
}
OPENED = Message("PAKN-QG-000900", 1, "opened", ITEM)

KEYS = st.sampled_from(["code", "sequence", "kind", "data"])
PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
VALUES = st.recursive(PLAIN, lambda one: st.lists(one, max_size=3) | st.dictionaries(KEYS, one, max_size=4), max_leaves=8)


def post(client: Client, message: dict[str, Any], secret: str, *, at: int | None = None, delivery: str = "") -> int:
    body, moment, number = json.dumps(message).encode(), str(at or int(time.time())), delivery or uuid4().hex
    signature = signed(secret=secret, timestamp=moment, delivery=number, body=body)
    headers = {"X-Timestamp": moment, "X-Delivery": number, "X-Signature": signature}
    return client.post(ADDRESS, body, content_type="application/json", headers=headers).status_code


def as_json(message: Message) -> dict[str, Any]:
    return {"code": message.code, "sequence": message.sequence, "kind": message.kind, "data": dict(message.data)}


def told(sandbox: Sandbox) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{sandbox.url}/national-feedback/admin/reports").json()
    return found


def opened_at(sandbox: Sandbox) -> Message:
    """An item that a citizen opened at the portal; handed in here by the test, because no server listens."""
    answer = httpx.post(f"{sandbox.url}/national-feedback/admin/items", json=ITEM)
    return message_of(answer.json())


def owe() -> None:
    tell_the_portal(list(Event.objects.filter(stream="feedback").order_by("id")))


def test_a_signed_message_becomes_a_feedback_once(portal: Sandbox, settings: Any) -> None:
    client, secret = Client(), settings.NATIONAL_FEEDBACK["secret"]
    assert post(client, as_json(OPENED), secret) == 204
    assert post(client, as_json(OPENED), secret) == 204
    feedback = Feedback.objects.get()
    assert (feedback.channel, feedback.foreign_code, feedback.status) == ("national", OPENED.code, "waiting_intake")
    assert feedback.sender_name == "Lê Văn Thành"


@pytest.mark.parametrize("broken", ["secret", "old", "future"])
def test_forged_and_stale_messages_are_refused(portal: Sandbox, settings: Any, broken: str) -> None:
    secret = settings.NATIONAL_FEEDBACK["secret"]
    at = {"old": int(time.time()) - 4000, "future": int(time.time()) + 4000}.get(broken)
    assert post(Client(), as_json(OPENED), "guess" if broken == "secret" else secret, at=at) == 401
    assert Incoming.objects.count() == 0


def test_messages_out_of_order_wait_for_their_turn(portal: Sandbox, office: Office) -> None:
    added = Message(OPENED.code, 2, "supplemented", {"text": "Ở chợ Điện Biên, phường Điện Biên"})
    assert take_message(added)
    assert Feedback.objects.count() == 0
    assert take_message(OPENED)
    feedback = Feedback.objects.get()
    assert missing_before(OPENED.code) == 2
    assert Incoming.objects.get(sequence=2).outcome.startswith("moved_on"), "nothing was asked for, so it is kept with the reason"
    ask_supplement(feedback.code, text="Ở đâu?", actor=office.actor("kiemsoat.pakn"))
    take_message(Message(OPENED.code, 3, "supplemented", {"text": "Ở chợ Điện Biên"}))
    feedback.refresh_from_db()
    assert feedback.status == "supplemented"
    assert feedback.supplements.get().text == "Ở chợ Điện Biên"


@limits(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations([1, 2, 3, 4, 1, 3]))
def test_whatever_the_order_each_message_is_applied_once_and_in_its_turn(portal: Sandbox, order: list[int]) -> None:
    code = f"PAKN-{uuid4().hex[:10]}"
    for sequence in order:
        kind = "opened" if sequence == 1 else "supplemented"
        take_message(Message(code, sequence, kind, {**ITEM, "text": f"{ITEM['text']} {code}"}))
    rows = list(Incoming.objects.filter(code=code).order_by("applied_at", "id"))
    assert [row.sequence for row in rows] == sorted({*order}) == [1, 2, 3, 4]
    assert all(row.applied_at for row in rows)
    assert Feedback.objects.filter(foreign_code=code).count() == 1
    assert apply_waiting(code) == 0


def test_reports_go_out_in_order_and_once_over_an_outage(portal: Sandbox, office: Office) -> None:
    item = opened_at(portal)
    take_message(item)
    accept_feedback(Feedback.objects.get(foreign_code=item.code).code, actor=office.actor("kiemsoat.pakn"))
    portal.misbehave(national_feedback="down")
    owe()
    owe()
    assert Outgoing.objects.count() == 2, "the same events owe nothing more"
    with pytest.raises(Fault):
        deliver(item.code)
    portal.misbehave(national_feedback="error_after")
    with pytest.raises(Fault):
        deliver(item.code)
    portal.misbehave(national_feedback="none")
    deliver(item.code)
    mine = [one for one in told(portal)["reports"] if one["code"] == item.code]
    assert [one["event"] for one in mine] == ["feedback.received", "feedback.accepted"]
    assert told(portal)["again"] >= 1, "the portal had the first report already and took it once"
    assert Outgoing.objects.filter(delivered_at__isnull=True).count() == 0


def test_a_lost_message_is_asked_for(portal: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    portal.misbehave(national_feedback="lost")
    item = opened_at(portal)
    late = httpx.post(f"{portal.url}/national-feedback/admin/items/{item.code}", json={"kind": "rated", "data": {"rating": "satisfied"}})
    take_message(message_of(late.json()))
    assert Feedback.objects.count() == 0
    monkeypatch.setattr("motcua.connectors.national_feedback.jobs.GAP", timedelta(0))
    close_gaps()
    assert Feedback.objects.get().foreign_code == item.code
    assert missing_before(item.code) == 2


@limits(max_examples=50)
@given(st.binary(max_size=200) | VALUES.map(lambda one: json.dumps(one).encode()))
def test_anything_else_is_no_message(body: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_message(body)


def test_a_signature_over_another_body_does_not_hold() -> None:
    good = signed(secret="s", timestamp="1000", delivery="d" * 32, body=b"a")
    assert is_genuine(secret="s", timestamp="1000", delivery="d" * 32, signature=good, body=b"a", now=1000)
    assert not is_genuine(secret="s", timestamp="1000", delivery="d" * 32, signature=good, body=b"b", now=1000)
    assert not is_genuine(secret="t", timestamp="1000", delivery="d" * 32, signature=good, body=b"a", now=1000)
