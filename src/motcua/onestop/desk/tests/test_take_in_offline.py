"""A desk without network goes on receiving; what it took in arrives once, whatever the line does."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.onestop.desk.api import (
    Device,
    NumberBlock,
    OfflineEntry,
    ReservedNumber,
    decide_offline,
    held_entries,
    offline_blocks,
    reserve_numbers,
    return_block,
    take_in_offline,
    void_block,
)
from motcua.onestop.desk.tests.offline_device import MORNING, POSTED, TestDevice, nobody
from motcua.onestop.dossiers.api import Dossier, Slip
from tests.office import Office

pytestmark = pytest.mark.django_db
TAKEN, HELD, REJECTED = OfflineEntry.State.TAKEN, OfflineEntry.State.HELD, OfflineEntry.State.REJECTED


@pytest.fixture
def device(office: Office) -> TestDevice:
    return TestDevice(office)


def test_a_block_is_numbers_of_today_and_the_next_working_days_that_nobody_else_gets(device: TestDevice) -> None:
    codes = [number.code for number in device.prepared.numbers]
    ends = [code[-11:] for code in (codes[0], codes[7], codes[8], codes[15])]
    assert ends == ["221114-0001", "221114-0008", "221115-0001", "221115-0008"]
    assert [number.slip_number for number in device.prepared.numbers] == list(range(1, 17))
    taken = device.send(device.enter())
    with clock.frozen(MORNING + timedelta(hours=1)):
        online = TestDevice(device.office, at=MORNING + timedelta(hours=1))
    assert online.prepared.numbers[0].code.endswith("221114-0009"), "the next block follows without a gap"
    assert taken.dossier is not None, taken.reasons
    assert taken.dossier.code == codes[0]


def test_what_was_taken_in_counts_from_its_moment_under_the_printed_numbers(device: TestDevice) -> None:
    due = MORNING + timedelta(hours=9)
    entry = device.send(device.enter(minutes=17, due=due.isoformat(), fee=16_000))
    assert (entry.state, entry.reasons) == (TAKEN, [])
    dossier = Dossier.objects.get(code=device.prepared.numbers[0].code)
    assert dossier.received_at == MORNING + timedelta(minutes=17)
    assert dossier.due_at == due, "the day's end, as printed"
    assert dossier.fee_collected == 16_000
    slip = Slip.objects.get(dossier=dossier)
    assert (slip.form, slip.number, slip.issued_at) == ("01", 1, dossier.received_at)
    assert entry.arrived_at > dossier.received_at, "both moments are told"
    assert ReservedNumber.objects.get(code=dossier.code).state == ReservedNumber.State.USED


def test_a_promise_printed_earlier_than_counted_today_is_kept(device: TestDevice) -> None:
    printed = MORNING + timedelta(hours=4)
    entry = device.send(device.enter(due=printed.isoformat()))
    assert entry.dossier is not None
    assert entry.dossier.due_at == printed


@given(
    deliveries=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["arrives", "lost", "reply lost", "twice"])), max_size=14),
    closing=st.sampled_from(["open", "voided", "returned"]),
    when=st.integers(0, 14),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_line_does_nothing_is_there_twice_and_nothing_is_lost(
    office: Office, deliveries: list[tuple[int, str]], closing: str, when: int
) -> None:
    device = TestDevice(office, at=MORNING)
    entries = [device.enter(minutes=each, citizen="038085000001") for each in range(1, 5)]
    entries[3] = device.enter(minutes=9, number=1, citizen="038085000001")  # a copied profile gave the first number again
    heard: set[int] = set()
    for place, (which, fate) in enumerate([*deliveries, *((each, "arrives") for each in range(4))]):
        if place == when:
            _close(device, closing)
        for _ in range({"arrives": 1, "lost": 0, "reply lost": 1, "twice": 2}[fate]):
            device.send(entries[which])
        heard |= {which} if fate in ("arrives", "twice") else set()
    kept = {entry.key: entry for entry in OfflineEntry.objects.filter(block=device.prepared.block)}
    assert set(kept) == {entry.key for entry in entries}, "nothing is lost"
    dossiers = Dossier.objects.filter(submission_key__in=kept)
    assert dossiers.count() == sum(entry.state == TAKEN for entry in kept.values())
    assert len({one.code for one in dossiers}) == dossiers.count()
    assert {kept[entries[0].key].state, kept[entries[3].key].state} != {TAKEN}, "one number is one dossier"
    _every_number_is_explained(device.prepared.block)


def _close(device: TestDevice, how: str) -> None:
    with clock.frozen(MORNING + timedelta(hours=6)):
        if how == "voided":
            void_block(device.prepared.block.pk, reason="Máy bị mất", actor=device.office.actor("dienbien.chutich"))
        elif how == "returned":
            return_block(device.device, waiting=0, actor=device.officer)


def _every_number_is_explained(block: NumberBlock) -> None:
    block.refresh_from_db()
    for number in block.numbers.all():
        entries = [entry.state for entry in number.entries.all()]
        if number.state == ReservedNumber.State.USED:
            assert entries.count(TAKEN) == 1
        elif number.state == ReservedNumber.State.VOIDED:
            assert number.reason
            assert TAKEN not in entries
        elif number.state == ReservedNumber.State.PROMISED:
            assert HELD in entries
        else:
            assert block.state == NumberBlock.State.OPEN
            assert not entries


def test_a_wrong_answer_stays_to_be_corrected_and_is_sent_again(device: TestDevice) -> None:
    wrong = device.enter(posted={**POSTED, "so_luong": ["nhiều"]})
    held = device.send(wrong)
    assert (held.state, held.problem) == (HELD, "refused")
    assert [one["field"] for one in held.reasons] == ["so_luong"]
    assert ReservedNumber.objects.get(code=wrong.code).state == ReservedNumber.State.PROMISED
    assert [entry.pk for entry in held_entries(device.officer)] == [held.pk]
    right = type(wrong)(wrong.key, wrong.code, wrong.sequence, wrong.at, {**wrong.sheet, "posted": POSTED})
    assert device.send(right).state == TAKEN
    assert device.send(wrong).state == TAKEN, "an older sheet that comes late changes nothing"
    assert Dossier.objects.count() == 1


def test_a_number_of_somebody_else_is_seen_and_the_head_decides(device: TestDevice) -> None:
    device.send(device.enter(citizen="038085004217", name="Trần Văn Nam"))
    other = device.send(device.enter(citizen="038085004217", name="Lê Thị Bình"))
    assert (other.state, other.problem) == (HELD, "person_differs")
    with clock.frozen(MORNING + timedelta(hours=7)):
        with pytest.raises(Forbidden):
            decide_offline(other.pk, "take_in", reason="Đã đối chiếu", find_area=nobody, actor=device.officer)
        head = device.office.actor("dienbien.chutich")
        with pytest.raises(InvalidInput):
            decide_offline(other.pk, "take_in", reason="  ", find_area=nobody, actor=head)
        done = decide_offline(other.pk, "take_in", reason="Đã đối chiếu giấy tờ", find_area=nobody, actor=head)
        assert (done.state, done.decision) == (TAKEN, "Đã đối chiếu giấy tờ")
        with pytest.raises(Conflict):
            decide_offline(other.pk, "reject", reason="Nhầm", find_area=nobody, actor=head)


def test_a_clock_that_is_off_or_goes_back_is_told_and_never_believed(device: TestDevice) -> None:
    ahead = device.enter(minutes=600)
    assert device.send(ahead).problem == "in_future"
    assert device.send(device.enter(minutes=-10)).problem == "before_block"
    assert device.send(device.enter(minutes=5, number=9)).problem == "other_day"
    assert device.send(device.enter(minutes=120)).state == TAKEN
    assert device.send(device.enter(minutes=60)).problem == "clock_back"
    off = Device(device.device.uid, device.device.key, timedelta(minutes=6))
    with clock.frozen(MORNING + timedelta(hours=5)):
        held = take_in_offline(device.enter(minutes=130), device=off, find_area=nobody, actor=device.officer)
    assert held.problem == "clock_off"
    assert device.send(ahead, later=timedelta(hours=11), again=True).state == HELD, "the moment is still not one of the order"


def test_a_device_that_comes_back_after_its_numbers_were_voided_waits_for_the_head(device: TestDevice) -> None:
    late = device.enter()
    _close(device, "voided")
    assert ReservedNumber.objects.get(code=late.code).state == ReservedNumber.State.VOIDED
    held = device.send(late, later=timedelta(hours=7))
    assert held.problem == "block_closed"
    with clock.frozen(MORNING + timedelta(hours=8)):
        head = device.office.actor("dienbien.chutich")
        taken = decide_offline(held.pk, "take_in", reason="Giấy hẹn đã giao cho dân", find_area=nobody, actor=head)
    assert taken.dossier is not None, taken.reasons
    assert taken.dossier.code == late.code, "the citizen's slip holds"
    assert ReservedNumber.objects.get(code=late.code).state == ReservedNumber.State.USED


def test_the_second_entry_of_a_copied_profile_gets_a_new_number_or_is_rejected(device: TestDevice) -> None:
    device.send(device.enter(number=1))
    copy = device.send(device.enter(number=1))
    assert copy.problem == "number_used"
    head = device.office.actor("dienbien.chutich")
    with clock.frozen(MORNING + timedelta(hours=8)):
        with pytest.raises(Conflict):
            decide_offline(copy.pk, "take_in", reason="Nhận", find_area=nobody, actor=head)
        other = decide_offline(copy.pk, "new_number", reason="Trùng số, đã gọi cho dân", find_area=nobody, actor=head)
    assert other.dossier is not None
    assert other.dossier.code.endswith("-0009")
    third = device.send(device.enter(number=1))
    with clock.frozen(MORNING + timedelta(hours=8)):
        assert decide_offline(third.pk, "reject", reason="Nhập trùng", find_area=nobody, actor=head).state == REJECTED
    assert ReservedNumber.objects.get(code=copy.number.code).state == ReservedNumber.State.USED


def test_another_device_or_a_foreign_number_is_refused(device: TestDevice) -> None:
    with clock.frozen(MORNING + timedelta(hours=1)), pytest.raises(Forbidden):
        take_in_offline(device.enter(), device=Device(device.device.uid, "guessed"), find_area=nobody, actor=device.officer)
    other = TestDevice(device.office)
    with pytest.raises(NotFound):
        device.send(other.enter())
    with pytest.raises(Forbidden):
        reserve_numbers(device.prepared.block.desk_id, device_name="x", per_day=5, days=1, actor=device.office.citizen())
    with pytest.raises(InvalidInput) as wrong:
        reserve_numbers(device.prepared.block.desk_id, device_name=" ", per_day=500, days=9, actor=device.officer)
    assert [one.field for one in wrong.value.fields] == ["device_name", "per_day", "days"]


def test_unused_numbers_go_back_only_when_nothing_waits_and_the_head_sees_every_device(device: TestDevice) -> None:
    device.send(device.enter())
    with pytest.raises(Conflict):
        return_block(device.device, waiting=1, actor=device.officer)
    assert return_block(device.device, waiting=0, actor=device.officer) == 15
    assert return_block(device.device, waiting=0, actor=device.officer) == 0
    [row] = offline_blocks(device.office.actor("dienbien.chutich"))
    assert (row.free, row.promised, row.used, row.voided) == (0, 0, 1, 15)
    assert offline_blocks(device.office.actor("hoangquang.motcua")) == []
    with pytest.raises(Conflict):
        void_block(device.prepared.block.pk, reason="Mất", actor=device.office.actor("dienbien.chutich"))


def test_a_sheet_that_is_nonsense_is_kept_and_told(device: TestDevice) -> None:
    assert device.send(device.enter(fee=-1)).problem == "not_readable"
    assert device.send(device.enter(procedure="9.999999")).problem == "refused"
