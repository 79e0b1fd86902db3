from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from motcua.blocks.events.actions import subscribe as registry
from motcua.blocks.events.api import Event, Seal, drain, record, subscribe
from motcua.blocks.jobs.api import Job, run_pending
from motcua.kernel.actor import SYSTEM

AT = datetime(2022, 11, 14, 8, 30, tzinfo=UTC)
heard: list[list[int]] = []


def listen(events: Sequence[Event]) -> None:
    heard.append([event.stream_id for event in events])


@pytest.fixture(autouse=True)
def _own_subscribers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_subscriptions", {})
    heard.clear()


def happen(count: int, kind: str = "a") -> None:
    for number in range(count):
        record("paper", number, kind, actor=SYSTEM, at=AT)


def test_each_event_is_sealed_once_and_the_seals_form_a_chain(db: None) -> None:
    happen(5)
    assert [drain(2), drain(2), drain(2), drain(2)] == [2, 2, 1, 0]
    assert not Event.objects.filter(seal__isnull=True).exists()
    first, second, third = Seal.objects.order_by("sequence")
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert [seal.link().hash() for seal in (first, second, third)] == [first.hash, second.hash, third.hash]


def test_a_subscriber_hears_of_its_kinds_in_order_and_batch_by_batch(db: None) -> None:
    subscribe("listener", ["a"], listen)
    happen(2)
    happen(1, "b")
    drain()
    happen(1)
    drain()
    happen(1, "b")
    drain()
    run_pending(raise_errors=True)
    assert heard == [[0, 1], [0]]


def test_a_subscriber_to_nothing_in_particular_hears_of_everything(db: None) -> None:
    subscribe("listener", [], listen)
    happen(1)
    happen(1, "b")
    drain()
    run_pending(raise_errors=True)
    assert heard == [[0, 0]]


def test_a_batch_for_a_subscriber_that_has_gone_waits_for_the_operator(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    subscribe("listener", [], listen)
    happen(1)
    drain()
    monkeypatch.setattr(registry, "_subscriptions", {})
    assert run_pending() == 0
    assert "no subscriber" in Job.objects.get().last_error


def test_two_subscribers_of_one_name_are_refused() -> None:
    subscribe("listener", [], listen)
    subscribe("listener", [], listen)
    with pytest.raises(ValueError, match="listener"):
        subscribe("listener", ["a"], listen)
