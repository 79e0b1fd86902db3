from datetime import UTC, datetime

import pytest

from motcua.blocks.audit.api import accesses_of, record_access
from motcua.blocks.events.api import timeline
from motcua.kernel.actor import Actor, Holding

AT = datetime(2022, 11, 14, 8, 30, tzinfo=UTC)
OFFICER = Actor(kind="official", name="Lan", account_id=7, holdings=(Holding("specialist", 5, "/1/5/", 2),))


def test_a_person_sees_who_read_their_data_newest_first_and_for_what(db: None) -> None:
    record_access(actor=OFFICER, subject_id=1, purpose="intake", at=AT)
    record_access(actor=OFFICER, subject_id=1, purpose="review", at=AT, stream="paper", stream_id=4)
    record_access(actor=OFFICER, subject_id=2, purpose="review", at=AT)
    assert [(event.payload["purpose"], event.actor_name, event.unit_id) for event in accesses_of(1)] == [
        ("review", "Lan", 5),
        ("intake", "Lan", 5),
    ]
    assert timeline("paper", 4).count() == 1


def test_nobody_reads_personal_data_without_a_purpose(db: None) -> None:
    with pytest.raises(ValueError, match="purpose"):
        record_access(actor=OFFICER, subject_id=1, purpose=" ", at=AT)
