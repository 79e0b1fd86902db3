"""Money goes back once, after a leader approved it; receipts follow."""

import pytest

from motcua.blocks.events.api import drain
from motcua.blocks.jobs.api import run_pending
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, Fault, Forbidden, InvalidInput, NotFound
from motcua.onestop.dossiers.api import Dossier, refuse_dossier
from motcua.onestop.payments.api import (
    Account,
    FeeRequest,
    Receipt,
    Refund,
    ask_refund,
    cancel_requests,
    decide_refund,
    give_back,
    note_report,
    send_refund,
    take_cash,
)
from motcua.onestop.payments.tests.test_paying import Joined, Owing, started, success
from tests.office import Office


def refund(reference: str, office: Office, amount: int = 16_000) -> Refund:
    return ask_refund(reference, amount=amount, reason="Nộp nhầm hồ sơ", account=Account(), actor=office.citizen())


def test_an_online_payment_goes_back_by_its_gateway_after_approval(owing: Owing, office: Office, joined: Joined) -> None:
    dossier = owing()
    paid = note_report("paygov", success(started(dossier, office)))
    asked = refund(paid.reference, office)
    assert send_refund(asked.reference, actor=SYSTEM).state == "requested", "nothing goes before it is approved"
    with pytest.raises(Forbidden):
        decide_refund(asked.reference, approve=True, actor=office.actor("dienbien.motcua"))
    decide_refund(asked.reference, approve=True, actor=office.actor("dienbien.chutich"))
    drain(1000)
    run_pending(50)
    asked.refresh_from_db()
    assert (asked.state, joined["paygov"].refunds[asked.reference].amount) == ("done", 16_000)
    dossier.refresh_from_db()
    assert (dossier.fee_collected, dossier.fee_refunded, dossier.fee_owed) == (0, 16_000, 0)
    assert (FeeRequest.objects.get().state, Receipt.objects.get().state) == ("refunded", "cancelled")
    assert send_refund(asked.reference, actor=SYSTEM).state == "done", "told twice it goes once"


def test_a_part_goes_back_and_the_receipt_is_adjusted(owing: Owing, office: Office) -> None:
    dossier = owing()
    paid = note_report("paygov", success(started(dossier, office)))
    asked = refund(paid.reference, office, 6_000)
    decide_refund(asked.reference, approve=True, actor=office.actor("dienbien.chutich"))
    send_refund(asked.reference, actor=SYSTEM)
    receipt = Receipt.objects.get()
    assert (receipt.state, receipt.refunded, FeeRequest.objects.get().state) == ("adjusted", 6_000, "paid")


def test_a_gateway_that_is_slow_or_down_is_tried_again(owing: Owing, office: Office, joined: Joined) -> None:
    paid = note_report("paygov", success(started(owing(), office)))
    asked = refund(paid.reference, office)
    decide_refund(asked.reference, approve=True, actor=office.actor("dienbien.chutich"))
    joined["paygov"].down = True
    with pytest.raises(Fault):
        send_refund(asked.reference, actor=SYSTEM)
    joined["paygov"].down, joined["paygov"].slow = False, True
    with pytest.raises(Fault):
        send_refund(asked.reference, actor=SYSTEM)
    assert Refund.objects.get().state == "sent"
    joined["paygov"].slow = False
    assert send_refund(asked.reference, actor=SYSTEM).state == "done"


def test_cash_is_handed_out_with_a_voucher(owing: Owing, office: Office) -> None:
    desk = office.actor("dienbien.motcua")
    (cash,) = take_cash(owing().code, amount=16_000, actor=desk)
    asked = refund(cash.reference, office)
    with pytest.raises(Conflict):
        give_back(asked.reference, proof="PC 01", actor=desk)
    decide_refund(asked.reference, approve=True, actor=office.actor("dienbien.chutich"))
    with pytest.raises(InvalidInput):
        give_back(asked.reference, proof=" ", actor=desk)
    assert give_back(asked.reference, proof="PC 01", actor=desk).state == "done"
    with pytest.raises(Conflict):
        give_back(asked.reference, proof="PC 01", actor=desk)


def test_a_refund_is_asked_for_once_with_reason_and_sensible_account(owing: Owing, office: Office) -> None:
    paid = note_report("paygov", success(started(owing(), office)))
    for amount, reason, account in [
        (0, "x", Account()),
        (16_001, "x", Account()),
        (1, " ", Account()),
        (1, "x", Account("12-34", "A", "B")),
        (1, "x", Account("1234567890")),
    ]:
        with pytest.raises(InvalidInput):
            ask_refund(paid.reference, amount=amount, reason=reason, account=account, actor=office.citizen())
    refund(paid.reference, office)
    with pytest.raises(Conflict):
        refund(paid.reference, office)
    with pytest.raises(NotFound):
        ask_refund(paid.reference, amount=1, reason="x", account=Account(), actor=office.actor("hoangquang.motcua"))


def test_a_refusal_needs_its_reason_and_lets_ask_again(owing: Owing, office: Office) -> None:
    paid = note_report("paygov", success(started(owing(), office)))
    asked, leader = refund(paid.reference, office), office.actor("dienbien.chutich")
    with pytest.raises(InvalidInput):
        decide_refund(asked.reference, approve=False, actor=leader)
    assert decide_refund(asked.reference, approve=False, note="Đã giải quyết", actor=leader).state == "rejected"
    with pytest.raises(Conflict):
        decide_refund(asked.reference, approve=True, actor=leader)
    assert refund(paid.reference, office).state == "requested"


def test_what_was_paid_for_a_dossier_that_is_not_accepted_waits_to_go_back(owing: Owing, office: Office) -> None:
    dossier: Dossier = owing()
    note_report("paygov", success(started(dossier, office)))
    refuse_dossier(dossier.code, reason="Không thuộc thẩm quyền", actor=office.actor("dienbien.motcua"))
    cancel_requests(dossier.pk, actor=SYSTEM)
    cancel_requests(dossier.pk, actor=SYSTEM)
    assert (Refund.objects.get().automatic, Refund.objects.get().amount) == (True, 16_000)
