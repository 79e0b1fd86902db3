"""The pages of money: cash at the desk, refunds decided by a leader, a day reconciled."""

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.channels.workspace.tests.conftest import words_of
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.payments.api import Receipt, Refund, Settlement, Transaction, open_requests
from motcua.onestop.payments.ports import StatementLine
from tests.money import FakeGateway, joined

__all__ = ["joined"]
Browser = Callable[[str], Client]
pytestmark = pytest.mark.django_db


def test_cash_is_taken_once_and_the_dossier_can_then_be_received(browser: Browser, submitted: Callable[[], str]) -> None:
    code, desk = submitted(), browser("dienbien.motcua")
    open_requests(Dossier.objects.get().pk, actor=SYSTEM)  # the worker does it in life
    assert code in words_of(desk.get("/lam-viec/thu-phi/"))
    address = f"/lam-viec/ho-so/{code}/thu-phi/"
    assert desk.post(address, {"amount": "1", "means": "cash"}).status_code == 422
    page = words_of(desk.post(address, {"amount": "16000", "means": "cash"}, follow=True))
    assert str(Receipt.objects.get()) in page
    assert desk.post(address, {"amount": "16000", "means": "cash"}).status_code == 422
    assert code not in words_of(desk.get("/lam-viec/thu-phi/"))
    desk.post(f"/lam-viec/ho-so/{code}/tiep-nhan/")
    assert Dossier.objects.get().status == "received"


def test_without_the_fee_a_dossier_is_received_only_when_it_is_put_off(browser: Browser, submitted: Callable[[], str]) -> None:
    code, desk = submitted(), browser("dienbien.motcua")
    address = f"/lam-viec/ho-so/{code}/tiep-nhan/"
    assert "banner-bad" in words_of(desk.post(address, follow=True))
    desk.post(address, {"fee_later": "1"})
    assert (Dossier.objects.get().status, Dossier.objects.get().fee_due_when) == ("received", "at_return")


def test_a_refund_is_asked_for_approved_after_a_question_and_handed_out(browser: Browser, submitted: Callable[[], str]) -> None:
    code, desk, leader = submitted(), browser("dienbien.motcua"), browser("dienbien.chutich")
    desk.post(f"/lam-viec/ho-so/{code}/thu-phi/", {"amount": "16000", "means": "cash"})
    paid = Transaction.objects.get().reference
    assert desk.post(f"/lam-viec/ho-so/{code}/hoan-phi/{paid}/", {"amount": "16000", "reason": ""}).status_code == 422
    desk.post(f"/lam-viec/ho-so/{code}/hoan-phi/{paid}/", {"amount": "16000", "reason": "Nộp nhầm"})
    address = f"/lam-viec/hoan-phi/{Refund.objects.get().reference}/"
    leader.post(address, {"do": "approve"})
    assert Refund.objects.get().state == "requested", "first it is asked whether one is sure"
    leader.post(address, {"do": "approve", "confirmed": "yes"})
    desk.post(address, {"do": "give_back", "proof": "PC 07"})
    assert (Refund.objects.get().state, Receipt.objects.get().state) == ("done", "cancelled")


def test_an_auditor_takes_a_day_in_resolves_and_signs_off(browser: Browser, joined: dict[str, FakeGateway]) -> None:
    auditor = browser("kiemsoat.tinh")
    joined["paygov"].lines = [StatementLine("LA1", 5_000, "paid")]
    auditor.post("/lam-viec/doi-soat/nhan/", {"cong": "paygov", "ngay": clock.today().isoformat()})
    day = Settlement.objects.get()
    assert "LA1" in words_of(auditor.get(f"/lam-viec/doi-soat/{day.pk}/"))
    for exception in day.mismatches.all():
        auditor.post(f"/lam-viec/doi-soat/ngoai-le/{exception.pk}/", {"way": "explained", "note": "Giao dịch của đơn vị khác"})
    auditor.post(f"/lam-viec/doi-soat/{day.pk}/", {"do": "sign", "confirmed": "yes"})
    assert Settlement.objects.get().signed_off_by
