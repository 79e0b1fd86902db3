"""A fee is paid once, whatever happens, and every đồng has a receipt or a refund."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from motcua.blocks.events.api import timeline
from motcua.blocks.jobs.api import run_pending
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.onestop.dossiers.api import Dossier, receive_dossier, settle_payment
from motcua.onestop.payments.api import (
    FeeRequest,
    Receipt,
    Refund,
    Transaction,
    ask_gateway,
    cancel_requests,
    follow_money,
    note_report,
    note_transfer,
    open_requests,
    owed_of,
    settle_elsewhere,
    start_payment,
    take_cash,
)
from motcua.onestop.payments.ports import Report
from tests import life
from tests.money import FakeGateway
from tests.office import Office

Owing = Callable[[], Dossier]
Joined = dict[str, FakeGateway]


def asked(dossier: Dossier) -> FeeRequest:
    (request,) = open_requests(dossier.pk, actor=SYSTEM)
    return request


def started(dossier: Dossier, office: Office, gateway: str = "paygov") -> Transaction:
    return start_payment(dossier.code, asked(dossier).pk, gateway=gateway, actor=office.citizen())


def success(one: Transaction, amount: int | None = None) -> Report:
    return Report(one.reference, "paid", one.amount if amount is None else amount, "GD1", "VCB", clock.now())


def test_what_is_due_is_asked_for_once(owing: Owing) -> None:
    dossier = owing()
    assert asked(dossier).amount == 16_000
    assert asked(dossier).pk == asked(dossier).pk
    owed = owed_of(dossier)
    assert (owed.amount, [request.when for request in owed.open]) == (16_000, ["before"])


def test_a_dossier_is_not_received_before_its_fee_came_in(owing: Owing, office: Office) -> None:
    dossier, desk = owing(), office.actor("dienbien.motcua")
    with pytest.raises(Conflict) as refused:
        receive_dossier(dossier.code, actor=desk)
    assert refused.value.code == "fee_unpaid"
    note_report("paygov", success(started(dossier, office)))
    assert receive_dossier(dossier.code, actor=desk).status == "received"


def test_an_online_payment_is_paid_only_by_a_report_and_gets_its_receipt(owing: Owing, office: Office, joined: Joined) -> None:
    dossier = owing()
    paid = started(dossier, office)
    assert joined["paygov"].orders[paid.reference].amount == 16_000
    assert (FeeRequest.objects.get().state, Receipt.objects.count()) == ("pending", 0)
    paid = note_report("paygov", success(paid))
    assert (paid.state, paid.counts, FeeRequest.objects.get().state) == ("succeeded", True, "paid")
    receipt = Receipt.objects.get()
    assert (receipt.kind, receipt.number, receipt.amount, receipt.template, receipt.series) == ("fee", 1, 16_000, "01BLP0-001", "TH-22E")
    dossier.refresh_from_db()
    assert (dossier.fee_collected, dossier.fee_owed) == (16_000, 0)


def test_a_report_told_twice_counts_once(owing: Owing, office: Office) -> None:
    paid = started(owing(), office)
    note_report("paygov", success(paid))
    note_report("paygov", success(paid))
    assert (Receipt.objects.count(), Refund.objects.count()) == (1, 0)


def test_another_amount_is_not_taken_over(owing: Owing, office: Office) -> None:
    paid = started(owing(), office)
    with pytest.raises(Conflict) as refused:
        note_report("paygov", success(paid, 15_999))
    assert refused.value.code == "wrong_amount"
    assert Transaction.objects.get().state == "started"


def test_a_reference_of_the_other_gateway_is_unknown(owing: Owing, office: Office) -> None:
    paid = started(owing(), office)
    with pytest.raises(NotFound):
        note_report("vnpt_pay", success(paid))


def test_paying_by_both_gateways_leaves_one_payment_and_one_refund(owing: Owing, office: Office) -> None:
    dossier = owing()
    first, second = started(dossier, office), started(dossier, office, "vnpt_pay")
    note_report("vnpt_pay", success(second))
    note_report("paygov", success(first))
    assert Transaction.objects.get(counts=True) == second
    surplus = Refund.objects.get()
    assert (surplus.transaction, surplus.amount, surplus.automatic, surplus.state) == (first, 16_000, True, "requested")
    dossier.refresh_from_db()
    assert dossier.fee_collected == 16_000


def test_cash_while_an_online_payment_is_under_way_makes_the_online_one_a_surplus(owing: Owing, office: Office) -> None:
    dossier = owing()
    online = started(dossier, office)
    (cash,) = take_cash(dossier.code, amount=16_000, actor=office.actor("dienbien.motcua"))
    note_report("paygov", success(online))
    assert Transaction.objects.get(counts=True) == cash
    assert Refund.objects.get().transaction == online


def test_a_failure_can_be_tried_again_and_a_late_success_still_came_in(owing: Owing, office: Office) -> None:
    dossier = owing()
    first = started(dossier, office)
    note_report("paygov", Report(first.reference, "failed", 0, why="Khách hàng hủy"))
    assert FeeRequest.objects.get().state == "unpaid"
    second = started(dossier, office)
    assert second.reference != first.reference
    note_report("paygov", success(first))
    note_report("paygov", success(second))
    assert Transaction.objects.get(counts=True) == first
    assert Refund.objects.get().transaction == second


def test_a_failure_told_after_a_success_takes_nothing_back(owing: Owing, office: Office) -> None:
    paid = started(owing(), office)
    note_report("paygov", success(paid))
    note_report("paygov", Report(paid.reference, "failed", 0))
    assert FeeRequest.objects.get().state == "paid"


def test_going_on_with_the_same_gateway_is_the_same_payment(owing: Owing, office: Office) -> None:
    dossier = owing()
    assert started(dossier, office).pk == started(dossier, office).pk


def test_paid_is_not_paid_again(owing: Owing, office: Office) -> None:
    dossier = owing()
    note_report("paygov", success(started(dossier, office)))
    with pytest.raises(Conflict):
        started(dossier, office)
    with pytest.raises(Conflict):
        take_cash(dossier.code, amount=16_000, actor=office.actor("dienbien.motcua"))


def test_a_gateway_that_is_down_leaves_a_payment_that_is_asked_about(owing: Owing, office: Office, joined: Joined) -> None:
    dossier = owing()
    joined["paygov"].down = True
    with pytest.raises(Conflict) as refused:
        started(dossier, office)
    assert refused.value.code == "gateway_down"
    kept = Transaction.objects.get()
    assert (kept.state, kept.url) == ("started", "")
    joined["paygov"].down = False
    joined["paygov"].reports[kept.reference] = success(kept)
    assert ask_gateway(kept.pk, actor=SYSTEM).counts


def test_a_silent_payment_is_given_up_after_a_day(owing: Owing, office: Office) -> None:
    paid = started(owing(), office)
    assert ask_gateway(paid.pk, actor=SYSTEM).state == "started"
    with clock.frozen(clock.now() + timedelta(hours=25)):
        assert ask_gateway(paid.pk, actor=SYSTEM).state == "failed"


def test_cash_is_the_whole_of_what_is_owed(owing: Owing, office: Office) -> None:
    dossier, desk = owing(), office.actor("dienbien.motcua")
    with pytest.raises(InvalidInput):
        take_cash(dossier.code, amount=10_000, actor=desk)
    with pytest.raises((Forbidden, NotFound)):
        take_cash(dossier.code, amount=16_000, actor=office.actor("hoangquang.motcua"))
    take_cash(dossier.code, amount=16_000, actor=desk)
    assert Receipt.objects.get().issued_by == desk.name


def test_a_transfer_is_noted_once(owing: Owing, office: Office) -> None:
    desk = office.actor("dienbien.motcua")
    note_transfer(owing().code, amount=16_000, bank_reference="FT22 318 000111", actor=desk)
    with pytest.raises(Conflict):
        note_transfer(owing().code, amount=16_000, bank_reference="ft22318000111", actor=desk)


def test_money_for_a_dossier_that_ended_goes_back(owing: Owing, office: Office) -> None:
    dossier = owing()
    online = started(dossier, office)
    cancel_requests(dossier.pk, actor=SYSTEM)
    assert FeeRequest.objects.get().state == "cancelled"
    note_report("paygov", success(online))
    assert Refund.objects.get().automatic
    assert Receipt.objects.count() == 0


def test_nobody_pays_for_the_dossier_of_another(owing: Owing, office: Office) -> None:
    dossier = owing()
    stranger = office.citizen({"SoDinhDanh": "038090000001", "HoVaTen": "Người Lạ", "loAs": "2"})
    with pytest.raises(NotFound):
        start_payment(dossier.code, asked(dossier).pk, gateway="paygov", actor=stranger)
    with pytest.raises(Forbidden):
        start_payment(dossier.code, asked(dossier).pk, gateway="paygov", actor=office.actor("dienbien.motcua"))


def test_an_obligation_paid_at_the_agency_that_asked_for_it_is_not_asked_for_here_again(office: Office) -> None:
    dossier = life.owing(office)
    assert [request.when for request in open_requests(dossier.pk, actor=SYSTEM) if request.state == "unpaid"] == ["during"]
    settle_payment(dossier.code, receipt_number="BL-01", actor=office.actor("dienbien.tuphap"))
    follow_money(timeline("dossier", dossier.pk).filter(kind="dossier.payment_settled"))
    run_pending(raise_errors=True)
    assert FeeRequest.objects.get(dossier=dossier, when="during").state == "cancelled"
    assert settle_elsewhere(dossier.pk, actor=SYSTEM) == 0
