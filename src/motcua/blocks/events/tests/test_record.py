from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.blocks.events.api import Event, Seal, record, timeline
from motcua.kernel.actor import SYSTEM, Actor

AT = datetime(2022, 11, 14, 8, 30, 0, 5, tzinfo=UTC)
OFFICER = Actor(kind="official", name="Nguyễn Thị Lan", account_id=7)


def test_an_event_costs_one_statement_and_reads_back_as_recorded(db: None, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        made = record(
            "paper", 3, "paper.read", actor=OFFICER, at=AT, unit_id=5, subject_id=9, payload={"pages": [1, 2], "on": date(2022, 11, 14)}
        )
    kept = Event.objects.get(pk=made.pk)
    columns = [field.attname for field in Event._meta.concrete_fields]
    assert [getattr(made, name) for name in columns] == [getattr(kept, name) for name in columns]
    assert kept.payload == {"pages": [1, 2], "on": "2022-11-14"}
    assert (kept.actor_name, kept.at, kept.seal_id) == ("Nguyễn Thị Lan", AT, None)


def test_the_timeline_of_a_thing_holds_its_events_in_order_and_no_others(db: None) -> None:
    for stream_id, kind in [(1, "a"), (2, "b"), (1, "c")]:
        record("paper", stream_id, kind, actor=SYSTEM, at=AT)
    record("other", 1, "d", actor=SYSTEM, at=AT)
    assert [event.kind for event in timeline("paper", 1)] == ["a", "c"]


def test_an_event_falls_with_the_deed_it_tells_of(db: None) -> None:
    with transaction.atomic():
        record("paper", 1, "a", actor=SYSTEM, at=AT)
        transaction.set_rollback(True)
    assert not timeline("paper", 1)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record("paper", 1, "a", actor=SYSTEM, at=AT)


def test_a_payload_that_no_database_could_keep_is_refused(db: None) -> None:
    with pytest.raises(TypeError):
        record("paper", 1, "a", actor=SYSTEM, at=AT, payload={"what": object()})


def _seal() -> Seal:
    return Seal.objects.create(
        sequence=1, first_id=1, last_id=1, count=1, merkle_root="a", previous_hash="b", hash="c", sealed_at=AT, leaves=b""
    )


@pytest.mark.parametrize("column", ["kind", "stream", "actor_name"])
def test_the_database_refuses_to_change_an_event(db: None, column: str) -> None:
    made = record("paper", 1, "a", actor=SYSTEM, at=AT)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=made.pk).update(**{column: "x"})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=made.pk).update(**{column: "x", "seal": _seal()})


def test_the_database_lets_an_event_be_sealed_once_and_never_unsealed(db: None) -> None:
    made = record("paper", 1, "a", actor=SYSTEM, at=AT)
    assert Event.objects.filter(pk=made.pk).update(seal=_seal()) == 1
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk=made.pk).update(seal=None)


def test_the_database_refuses_to_delete_events_and_to_touch_seals(db: None) -> None:
    record("paper", 1, "a", actor=SYSTEM, at=AT)
    _seal()
    for statement in ("DELETE FROM events_event", "DELETE FROM events_seal", "UPDATE events_seal SET hash = 'x'"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", [1, 2])
def test_a_test_with_commits_leaves_no_events_behind(run: int) -> None:
    assert not Event.objects.exists()
    with transaction.atomic():
        record("paper", run, "a", actor=SYSTEM, at=AT)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.all().delete()
