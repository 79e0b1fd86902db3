"""The stand-in for the public post: what it does when asked to misbehave."""

import json
from pathlib import Path

import pytest

from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.post.office import PostOffice
from motcua.connectors.sandbox.post.orders import Orders

SENT = {"OrderNumber": "P1", "Receiver": {"Name": "Hoa"}, "CODAmount": 16000}


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def orders(tmp_path: Path, clock: Clock) -> Orders:
    return Orders(tmp_path / "post.sqlite3", pace=10, now=clock)


def test_each_state_owes_a_call_and_the_postman_collects_on_delivery(orders: Orders, clock: Clock) -> None:
    orders.place(SENT, "http://127.0.0.1/x")
    for _ in range(2):
        clock.now += 10
        orders.move_on()
    told = [json.loads(call.body) for call in orders.calls_due()]
    assert [(one["Status"], one["Step"], one["CODCollected"]) for one in told] == [
        ("registered", 1, 0),
        ("handed_over", 2, 0),
        ("delivered", 3, 16000),
    ]


def test_the_post_accounts_for_what_it_collected_in_the_time_of_the_customer(orders: Orders, clock: Clock) -> None:
    orders.place({**SENT, "OrderTime": "20221114090000"}, "")
    orders.place({**SENT, "OrderNumber": "P2", "CODAmount": 0, "OrderTime": "20221114090000"}, "")
    for _ in range(2):
        clock.now += 10
        orders.move_on()
    (line,) = orders.collected("20221114")
    assert (line["OrderNumber"], line["CODCollected"], line["CollectedAt"]) == ("P1", 16000, "20221114090020")
    assert orders.collected("20221115") == []


def test_an_order_is_revoked_before_the_postman_has_it_only(orders: Orders, clock: Clock) -> None:
    orders.place(SENT, "")
    assert (orders.revoke("P1") or {})["Status"] == "revoked"
    orders.place({**SENT, "OrderNumber": "P2"}, "")
    clock.now += 10
    orders.move_on()
    assert (orders.revoke("P2") or {})["Status"] == "handed_over"
    assert orders.revoke("unknown") is None


def test_a_call_that_fails_is_tried_again_later_and_not_for_ever(orders: Orders, clock: Clock) -> None:
    orders.place(SENT, "http://127.0.0.1/x")
    for _ in range(12):
        (call,) = orders.calls_due()
        orders.call_answered(call, delivered=False)
        clock.now += 60
    assert orders.calls_due() == []


def test_callbacks_go_to_the_registered_customer_only(orders: Orders) -> None:
    office = PostOffice(orders, secret="s", public_url="https://dvc.example", faults=Misbehaviour())
    assert office._may_call("https://dvc.example/doi-tac/buu-chinh/")
    assert not office._may_call("https://evil.example/")
