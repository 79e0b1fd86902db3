from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from motcua.blocks.audit.api import verify
from motcua.blocks.bulk.api import moment_text, set_ids_aside, write_rows
from motcua.blocks.events.api import Event, Happened, adopt_events, drain, record, seal_untold
from motcua.blocks.jobs.api import Job
from motcua.blocks.numbering.api import next_number, set_numbers_aside
from motcua.ground.parties.api import Party
from motcua.kernel.actor import SYSTEM
from motcua.kernel.clock import VIETNAM

PARTY = ("kind", "full_name", "search_text", "sex", "phone", "email", "address", "commune_code", "assurance")
AT = datetime(2022, 3, 4, 9, 30, tzinfo=VIETNAM)


def happened(number: int) -> Happened:
    return Happened("thing", number, "thing.done", AT, SYSTEM, None, None, {"note": f"số {number}", "parts": [1, None, True]})


@pytest.mark.django_db
def test_ids_set_aside_are_nobody_elses() -> None:
    ids = set_ids_aside(Event, 5)
    assert list(ids) == list(range(ids[0], ids[0] + 5))
    assert record("thing", 1, "thing.done", actor=SYSTEM, at=AT).pk == ids[-1] + 1


@pytest.mark.django_db
def test_rows_written_at_once_obey_the_constraints_of_their_table() -> None:
    write_rows(
        Party, PARTY, [("person", "Lê An", "le an", "", "", "", "", "", 0), ("organisation", "Hợp\ttác xã", "", "", "", "", "", "", 0)]
    )
    assert list(Party.objects.order_by("pk").values_list("full_name", flat=True)) == ["Lê An", "Hợp\ttác xã"]
    with pytest.raises(IntegrityError), transaction.atomic():
        write_rows(Party, PARTY, [("ghost", "Lê An", "le an", "", "", "", "", "", 0)])


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError):
        write_rows(Party, PARTY, [])
    with pytest.raises(RuntimeError):
        set_ids_aside(Event, 1)
    with pytest.raises(RuntimeError):
        set_numbers_aside({"a": 1})
    with pytest.raises(RuntimeError):
        seal_untold("thing", [1])


@pytest.mark.django_db
def test_a_moment_written_as_text_is_read_back_as_it_was() -> None:
    adopt_events([happened(1)])
    event = Event.objects.get(stream="thing")
    assert event.at == AT
    assert event.payload == {"note": "số 1", "parts": [1, None, True]}
    assert moment_text(AT) == "2022-03-04 02:30:00"


@pytest.mark.django_db
def test_events_taken_over_join_the_chain_and_are_told_to_nobody() -> None:
    record("thing", 1, "thing.begun", actor=SYSTEM, at=AT)
    adopt_events([happened(number) for number in range(7)])
    record("other", 1, "other.begun", actor=SYSTEM, at=AT)
    record("other", 2, "other.begun", actor=SYSTEM, at=AT)
    assert seal_untold("other", [1]) == 1
    assert Event.objects.filter(seal__isnull=True).count() == 2
    assert not Job.objects.exists()
    drain()
    report = verify()
    assert (report.whole, report.seals, report.events) == (True, 3, 10)


@pytest.mark.django_db
def test_the_next_real_number_goes_on_after_those_set_aside() -> None:
    assert next_number("a") == 1
    wanted = {f"series/{number}": number for number in range(1, 900)} | {"a": 4}
    before = set_numbers_aside(wanted)
    assert before["a"] == 1
    assert {before[series] for series in wanted if series != "a"} == {0}
    assert (next_number("a"), next_number("series/899")) == (6, 900)
