from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.utils.module_loading import import_string

from motcua.blocks.audit.api import verify
from motcua.blocks.events.api import Event, Seal, drain, record
from motcua.kernel.actor import Actor

AT = datetime(2022, 11, 14, 8, 30, tzinfo=UTC)
OFFICER = Actor(kind="official", name="Nguyễn Thị Lan", account_id=7)


@pytest.fixture(autouse=True)
def _a_sealed_log(db: None) -> None:
    """Seven events in three seals and one not yet sealed."""
    for number in range(7):
        record("paper", number, "paper.read", actor=OFFICER, at=AT, unit_id=5, subject_id=9, payload={"page": number, "why": "kiểm tra"})
    drain(3)
    drain(3)
    drain(3)
    record("paper", 9, "paper.read", actor=OFFICER, at=AT)


@contextmanager
def database_in_hand() -> Iterator[Any]:
    """What somebody who owns the database can do: drop the triggers first."""
    connection.check_constraints()
    import_string("motcua.blocks.events.models.append_only.remove")(connection)
    with connection.cursor() as cursor:
        yield cursor


def said() -> list[str]:
    return [str(finding) for finding in verify().findings]


def ids(seal: int) -> list[int]:
    return list(Event.objects.filter(seal=seal).order_by("id").values_list("id", flat=True))


def test_an_untouched_log_is_whole(db: None) -> None:
    told: list[int] = []
    report = verify(progress=told.append)
    assert (report.whole, report.seals, report.events, report.unsealed, sum(told)) == (True, 3, 7, 1, 7)
    assert report.head == (3, Seal.objects.get(pk=3).hash)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("stream", "papes"),
        ("stream_id", 4097),
        ("kind", "paper.reae"),
        ("at", datetime(2022, 11, 14, 8, 30, 0, 1, tzinfo=UTC)),
        ("recorded_at", datetime(2022, 11, 14, 8, 30, 0, 1, tzinfo=UTC)),
        ("actor_kind", "system"),
        ("actor_id", 6),
        ("actor_id", None),
        ("actor_name", "Nguyễn Thị Lam"),
        ("unit_id", 4),
        ("subject_id", None),
        ("payload", {"page": 4, "why": "kiểm tra"}),
    ],
)
def test_a_change_in_any_column_is_found_and_the_event_named(column: str, value: object) -> None:
    victim = ids(2)[0]
    with database_in_hand():
        Event.objects.filter(pk=victim).update(**{column: value})
    assert said() == [f"Event {victim} of seal 2 has been changed."]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL does not let text be spoilt like this")
@pytest.mark.parametrize(("column", "value"), [("at", "2022-11-14 08:30:0z"), ("payload", '"{"'), ("actor_name", b"\xff\xfe")])
def test_an_event_that_cannot_be_read_any_more_is_found_and_named(column: str, value: object) -> None:
    victim = ids(2)[1]
    with database_in_hand() as cursor:
        spoilt = "CAST(%s AS TEXT)" if isinstance(value, bytes) else "%s"
        cursor.execute(f"UPDATE events_event SET {column} = {spoilt} WHERE id = {victim}", [value])
    assert said() == [f"Event {victim} of seal 2 has been changed."]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_deleted_event_is_found_and_named(which: int) -> None:
    victim = ids(2)[which]
    with database_in_hand() as cursor:
        cursor.execute("DELETE FROM events_event WHERE id = %s", [victim])
    assert said() == [f"Event {victim} of seal 2 has been deleted."]


def test_an_event_put_in_afterwards_is_found_wherever_it_was_put() -> None:
    victim = ids(2)[1]
    with database_in_hand():
        Event.objects.filter(pk=victim).update(seal=1)
        stranger = Event.objects.get(pk=victim)
        stranger.pk, stranger.seal_id = 10_000, 2
        stranger.save(force_insert=True)
    assert set(said()) == {
        f"Event {victim} of seal 2 has been deleted.",
        f"Event {victim} says it is in seal 1, which does not cover it.",
        "Event 10000 says it is in seal 2, which does not cover it.",
    }


def test_an_event_put_into_a_gap_of_its_seal_is_found() -> None:
    with database_in_hand() as cursor:
        first = ids(3)[0]
        cursor.execute("DELETE FROM events_event WHERE id = %s", [first])
        Event.objects.filter(seal__isnull=True).update(seal=2)
        Event.objects.filter(seal=2, stream_id=9).update(id=first)
    assert f"Event {first} of seal 3 has been deleted." in said()


@pytest.mark.parametrize("column", ["first_id", "last_id", "count", "merkle_root", "previous_hash", "hash", "sealed_at"])
def test_a_changed_seal_is_found(column: str) -> None:
    changed: dict[str, object] = {"sealed_at": AT, "merkle_root": "ab", "previous_hash": "ab", "hash": "ab"}
    with database_in_hand():
        Seal.objects.filter(pk=2).update(**{column: changed.get(column, 1)})
    assert "Seal 2 has been changed." in said()


@pytest.mark.parametrize("leaves", [b"", b"\0" * 120, b"torn"])
def test_a_spoilt_list_of_hashes_is_found_and_the_events_are_still_checked(leaves: bytes) -> None:
    with database_in_hand():
        Seal.objects.filter(pk=2).update(leaves=leaves)
        assert said() == ["The list of hashes in seal 2 has been changed."]
        Event.objects.filter(pk=ids(2)[0]).update(kind="x")
    assert said() == ["The list of hashes in seal 2 has been changed.", "The events of seal 2 have been changed."]


def test_a_missing_seal_is_found_with_the_events_it_left_behind() -> None:
    orphans = ids(2)
    with database_in_hand() as cursor:
        cursor.execute("UPDATE events_event SET seal_id = 1 WHERE seal_id = 2")
        cursor.execute("DELETE FROM events_seal WHERE sequence = 2")
    assert said() == ["Seal 2 is missing."] + [f"Event {orphan} says it is in seal 1, which does not cover it." for orphan in orphans]


def test_seals_in_another_order_are_found() -> None:
    second, third = Seal.objects.get(pk=2), Seal.objects.get(pk=3)
    with database_in_hand():
        for seal, place in [(second, 3), (third, 2)]:
            Seal.objects.filter(pk=place).update(
                first_id=seal.first_id, last_id=seal.last_id, count=seal.count, merkle_root=seal.merkle_root, leaves=seal.leaves,
                previous_hash=seal.previous_hash, hash=seal.hash, sealed_at=seal.sealed_at,
            )  # fmt: skip
    assert {"Seal 2 does not follow the seal before it.", "Seal 2 has been changed.", "Seal 3 has been changed."} <= set(said())


def test_an_end_cut_off_and_made_anew_is_found_by_whoever_noted_the_head() -> None:
    noted = verify().head
    with database_in_hand() as cursor:
        cursor.execute("DELETE FROM events_event WHERE seal_id = 3")
        cursor.execute("DELETE FROM events_seal WHERE sequence = 3")
    assert verify().whole
    assert [str(finding) for finding in verify(noted=noted).findings] == ["Seal 3, which was noted down, is missing."]
    drain()
    assert [str(finding) for finding in verify(noted=noted).findings] == ["Seal 3 is not the one that was noted down."]
