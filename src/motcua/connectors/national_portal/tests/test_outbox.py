"""Nothing lost, nothing twice, each dossier in its order, over a real socket, whatever the portal does."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.connectors.national_portal.actions import drain_outbox as module
from motcua.connectors.national_portal.actions.drain_outbox import drain_outbox
from motcua.connectors.national_portal.actions.write_outbox import write_outbox
from motcua.connectors.national_portal.client import Answer, NationalPortal
from motcua.connectors.national_portal.models import Call, Line, OutboxMessage
from motcua.connectors.national_portal.tests.lives import LIFE, RealTime, dossiers, effects, happen
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.payments.api import Transaction, note_report, open_requests, start_payment, take_cash
from motcua.onestop.payments.ports import Report
from tests.money import FakeGateway, submitted
from tests.money import joined as joined
from tests.office import Office
from tests.sandbox_process import Sandbox

pytestmark = pytest.mark.django_db


def in_order(keys: list[str]) -> bool:
    """Whether each dossier's messages took effect in the order of its sequence, without a gap."""
    seen: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        code, _, sequence = key.partition("#")
        seen[code].append(int(sequence))
    return all(found == list(range(1, len(found) + 1)) for found in seen.values())


def drain_until_still(portal: NationalPortal, time: RealTime, *, rounds: int = 60) -> None:
    """Drain as the job does, with the pauses in between passed over."""
    for _ in range(rounds):
        drained = drain_outbox(portal)
        if not OutboxMessage.objects.filter(state="waiting").exists():
            return
        if drained.failed or not drained.delivered:
            time.later(seconds=61)
    raise AssertionError("the outbox did not become still")


def test_a_life_is_told_message_by_message_with_proof(office: Office, portal: NationalPortal, sandbox: Sandbox) -> None:
    few = dossiers(3, office)
    for kind in LIFE:
        happen(kind, few)
    drained = drain_outbox(portal)
    assert (drained.delivered, drained.refused) == (15, 0)
    ours = [key for key in effects(sandbox) if key.split("#")[0] in {one.code for one in few}]
    assert len(ours) == len(set(ours)) == 15
    assert in_order(ours)
    message = OutboxMessage.objects.select_related("call").order_by("id").first()
    assert message is not None
    assert message.call is not None
    assert message.call.reply_id.startswith("GD")
    assert len(message.call.reply_sha256) == 64
    assert len(message.call.reply_at) == 14
    assert message.key in message.call.reply


def test_the_item_has_the_portals_names_and_formats(office: Office) -> None:
    [one] = dossiers(1, office)
    happen("dossier.submitted", [one])
    item = json.loads(OutboxMessage.objects.get().payload)
    names = [
        "MaHoSo",
        "MaTTHC",
        "TenTTHC",
        "MaLinhVuc",
        "TenLinhVuc",
        "KenhThucHien",
        "ChuHoSo",
        "LoaiDoiTuong",
        "MaDoiTuong",
        "ThongTinKhac",
        "Email",
        "Fax",
        "SoDienThoai",
        "TrichYeuHoSo",
        "NgayNopHoSo",
        "NgayTiepNhan",
        "NgayHenTra",
        "TrangThaiHoSo",
        "NgayTuChoi",
        "NgayKetThucXuLy",
        "NgayTra",
        "ThongTinTra",
        "HinhThuc",
        "DonViXuLy",
        "GhiChu",
        "NoiNopHoSo",
        "HoSoCoThanhPhanSoHoa",
        "TaiKhoanDuocXacThucVoiVNeID",
        "DuocThanhToanTrucTuyen",
        "DinhDanhCHS",
        "TaiLieuNop",
        "DanhSachLePhi",
        "DanhSachTepDinhKemKhac",
        "DanhSachHoSoBoSung",
        "DanhSachGiayToKetQua",
        "DSKetNoiCSDL",
        "MaThongDiep",
    ]
    assert set(item) == set(names)
    assert item["NgayNopHoSo"] == "20221114090000"
    assert item["DinhDanhCHS"] == [{"LoaiDinhDanh": "1", "SoDinhDanh": "038185004217"}]
    assert (item["TrangThaiHoSo"], item["MaThongDiep"]) == ("1", f"{one.code}#1")


def test_only_money_that_a_gateway_took_is_told_as_paid_online(office: Office, joined: dict[str, FakeGateway]) -> None:
    hoa, lan = office.citizen(), office.actor("dienbien.motcua")
    at_the_gateway, at_the_desk, given_back = (submitted(office) for _ in range(3))
    for dossier in (at_the_gateway, given_back):
        (request,) = open_requests(dossier.pk, actor=SYSTEM)
        one = start_payment(dossier.code, request.pk, gateway="paygov", actor=hoa)
        note_report("paygov", Report(one.reference, "paid", one.amount, "GD1", "VCB", clock.now()))
    take_cash(at_the_desk.code, amount=16_000, actor=lan)
    paid = Transaction.objects.filter(request__dossier=given_back)
    paid.update(state="refunded", refunded=16_000)
    happen("dossier.fee_paid", [at_the_gateway, at_the_desk, given_back])
    told = {one.dossier.code: json.loads(one.payload)["DuocThanhToanTrucTuyen"] for one in OutboxMessage.objects.select_related("dossier")}
    assert told == {at_the_gateway.code: "2", at_the_desk.code: "0", given_back.code: "0"}


def test_the_same_events_told_twice_are_written_once(office: Office) -> None:
    events = happen("dossier.submitted", dossiers(4, office))
    assert write_outbox(events) == 0
    assert OutboxMessage.objects.count() == 4


def test_a_batch_costs_the_same_number_of_statements_however_many_messages(office: Office, portal: NationalPortal) -> None:
    counts = []
    for size in (3, 40):
        some = dossiers(size, office)
        happen("dossier.submitted", some[:1])
        drain_outbox(portal)
        with CaptureQueriesContext(
            connection,
        ) as written:
            happen("dossier.received", some)
        with CaptureQueriesContext(connection) as sent:
            assert drain_outbox(portal).delivered == size
        counts.append((len(written), len(sent)))
    assert counts[0] == counts[1]


def test_after_an_outage_everything_arrives_once_and_in_order(office: Office, portal: NationalPortal, sandbox: Sandbox) -> None:
    for outage in (timedelta(seconds=10), timedelta(minutes=10), timedelta(hours=24)):
        outlast(outage, office, portal, sandbox)


def outlast(outage: timedelta, office: Office, portal: NationalPortal, sandbox: Sandbox) -> None:
    before = len(effects(sandbox))
    some = dossiers(30, office)
    happen(LIFE[0], some)
    sandbox.misbehave(national_portal="down")
    with RealTime() as time:
        gone = timedelta(0)
        kinds = iter(LIFE[1:])
        while gone < outage:
            drain_outbox(portal)
            if kind := next(kinds, None):
                happen(kind, some)
            step = max(outage / 8, timedelta(seconds=1))
            time.later(seconds=step.total_seconds())
            gone += step
        assert len(effects(sandbox)) == before
        line = Line.objects.get()
        assert line.down_since is not None
        assert line.next_try_at - clock.real_now() <= timedelta(minutes=1)
        sandbox.misbehave(national_portal="none")
        time.later(seconds=61)
        drain_until_still(portal, time)
    ours = effects(sandbox)[before:]
    assert sorted(ours) == sorted(f"{one.code}#{number}" for one in some for number in range(1, 6))
    assert in_order(ours)


def test_whatever_the_portal_does_nothing_is_lost_or_taken_twice(office: Office, portal: NationalPortal, sandbox: Sandbox) -> None:
    for fault in ("error_after", "drop_reply", "wrong_json", "token_expired", "reject_half"):
        survive(fault, dossiers(20, office), portal, sandbox)


def survive(fault: str, some: Sequence[Dossier], portal: NationalPortal, sandbox: Sandbox) -> None:
    before = len(effects(sandbox))
    for kind in LIFE:
        happen(kind, some)
    with RealTime() as time:
        drain_outbox(portal, seconds=0.0001)
        sandbox.misbehave(national_portal=fault)
        for _ in range(2):
            drain_outbox(portal, seconds=0.05)
            time.later(seconds=30)
        sandbox.misbehave(national_portal="none")
        time.later(hours=1)
        drain_until_still(portal, time)
    ours = effects(sandbox)[before:]
    assert len(ours) == len(set(ours)) == 100
    assert in_order(ours)
    assert OutboxMessage.objects.filter(dossier__in=some, state="sent").count() == 100


def test_a_portal_too_slow_counts_as_silent(
    office: Office, portal: NationalPortal, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    happen("dossier.submitted", dossiers(2, office))
    portal._http.timeout = 0.2
    drain_outbox(portal, seconds=0.0)
    sandbox.misbehave(national_portal="slow", seconds=1)
    assert drain_outbox(portal).failed
    assert OutboxMessage.objects.filter(state="waiting", attempts=0).count() == 2


def test_a_refused_message_holds_only_its_own_dossier_and_is_set_aside(office: Office, portal: NationalPortal, sandbox: Sandbox) -> None:
    bad, *good = dossiers(5, office)
    Dossier.objects.filter(pk=bad.pk).update(owner_name=" ")
    for kind in LIFE:
        happen(kind, [bad, *good])
    with RealTime() as time:
        for _ in range(6):
            drain_outbox(portal)
            time.later(hours=2)
    poison = OutboxMessage.objects.get(dossier=bad, sequence=1)
    assert poison.state == "set_aside"
    assert "ChuHoSo" in poison.last_error
    assert OutboxMessage.objects.filter(dossier=bad, state="waiting").count() == 4
    assert OutboxMessage.objects.filter(state="sent").count() == 20


def test_messages_that_break_the_whole_call_are_found_and_set_aside(
    office: Office, portal: NationalPortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    worst, bad, *good = dossiers(9, office)
    poison = (worst.code, bad.code)
    happen("dossier.submitted", [worst, bad, *good])
    honest = portal.send

    def breaks(service: str, items: Any, *, is_update: bool) -> Any:
        clean = [one for one in items if not any(code in one for code in poison)]
        answer = honest(service, clean, is_update=is_update)
        return answer if len(clean) == len(items) else Answer(500, b"{}", answer.request_sha256)

    monkeypatch.setattr(portal, "send", breaks)
    with RealTime() as time:
        for number in range(80):
            drain_outbox(portal)
            time.later(minutes=2)
            if number % 4 == 0:
                happen("dossier.received", [good[number // 4 % len(good)]])
        drain_outbox(portal)
    assert set(OutboxMessage.objects.filter(state="set_aside").values_list("dossier__code", flat=True)) == set(poison)
    assert OutboxMessage.objects.filter(dossier__in=good).exclude(state="sent").count() == 0


def test_an_error_for_everything_sets_nothing_aside(office: Office, portal: NationalPortal, monkeypatch: pytest.MonkeyPatch) -> None:
    happen("dossier.submitted", dossiers(3, office))
    monkeypatch.setattr(portal, "send", lambda *_, **__: Answer(500, b"", "0" * 64))
    with RealTime() as time:
        for _ in range(60):
            drain_outbox(portal)
            time.later(hours=1)
        assert OutboxMessage.objects.filter(state="waiting").count() == 3
        monkeypatch.undo()
        time.later(minutes=5)
        assert drain_outbox(portal).delivered == 3


def test_a_crash_between_reply_and_mark_sends_the_same_key_again(
    office: Office, portal: NationalPortal, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = dossiers(3, office)
    happen("dossier.submitted", some)
    before = len(effects(sandbox))

    def crash(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(module, "_note_delivered", crash)
        with pytest.raises(MemoryError):
            drain_outbox(portal)
    assert len(effects(sandbox)) == before + 3
    assert OutboxMessage.objects.filter(state="waiting").count() == 3
    assert Call.objects.count() == 0
    assert drain_outbox(portal).delivered == 3
    assert len(effects(sandbox)) == before + 3


def test_two_drains_do_not_send_at_the_same_time(office: Office, portal: NationalPortal, monkeypatch: pytest.MonkeyPatch) -> None:
    happen("dossier.submitted", dossiers(2, office))
    honest = portal.send
    met: list[bool] = []

    def send(*args: Any, **kwargs: Any) -> Any:
        met.append(drain_outbox(portal).busy)
        return honest(*args, **kwargs)

    monkeypatch.setattr(portal, "send", send)
    assert drain_outbox(portal).delivered == 2
    assert met == [True]
