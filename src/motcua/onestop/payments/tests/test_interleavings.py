"""No fee twice, no payment lost, whatever the order of events (domain 16.7): a machine that tries orders of events.

It knows what really was paid where (at the gateways and over the counter), and holds the house's books against it after every step.
"""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from motcua.blocks.jobs.api import run_pending
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, Fault, Refusal
from motcua.onestop.dossiers.api import Dossier, receive_dossier, refuse_dossier, withdraw_dossier
from motcua.onestop.payments.actions import count_success as counting
from motcua.onestop.payments.api import (
    FeeRequest,
    Receipt,
    Refund,
    Transaction,
    ask_gateway,
    cancel_requests,
    decide_refund,
    give_back,
    load_settlement,
    note_report,
    open_requests,
    reconcile,
    send_refund,
    start_payment,
    take_cash,
)
from motcua.onestop.payments.ports import Report, StatementLine
from tests.money import OWED, FakeGateway, joined_gateways, submitted
from tests.office import Office

pytestmark = pytest.mark.django_db


class Crash(Exception):  # noqa: N818 -- it stands for a process that dies
    """The process died between two steps."""


class Money(RuleBasedStateMachine):
    """One dossier, two gateways, a counter, and everything that can happen to its fee."""

    payments = Bundle("payments")
    office: Office  # opened once for all orders; each order is rolled back

    @initialize()
    def begin(self) -> None:
        self.open_house()

    def open_house(self) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.joined = joined_gateways()
        self.gateways, self.treasury = self.joined.__enter__()
        self.dossier: Dossier = submitted(self.office)
        (self.request,) = open_requests(self.dossier.pk, actor=SYSTEM)
        self.desk, self.leader = self.office.actor("dienbien.motcua"), self.office.actor("dienbien.chutich")
        self.taken: dict[str, str] = {}  # reference -> gateway: money the gateways really took
        self.cash = 0

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            self.joined.__exit__(None, None, None)
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    @rule(target=payments, gateway=st.sampled_from(["paygov", "vnpt_pay"]), down=st.booleans())
    def start(self, gateway: str, down: bool) -> str:
        self.gateways[gateway].down = down
        try:
            with transaction.atomic():
                return start_payment(self.dossier.code, self.request.pk, gateway=gateway, actor=self.office.citizen()).reference
        except Refusal:
            return ""
        finally:
            self.gateways[gateway].down = False

    @rule(reference=payments)
    def payer_pays(self, reference: str) -> None:
        """The gateway takes the money; nobody here has heard of it yet."""
        paid = Transaction.objects.filter(reference=reference).first()
        if paid is not None:
            self.taken[reference] = paid.gateway
            self.gateways[paid.gateway].reports[reference] = self.success(reference)

    @rule(reference=payments, times=st.integers(1, 2))
    def callback(self, reference: str, times: int) -> None:
        """The truth, told once or twice, early or late."""
        if reference in self.taken:
            for _ in range(times):
                note_report(self.taken[reference], self.success(reference))

    @rule(reference=payments)
    def callback_of_another_amount(self, reference: str) -> None:
        if reference in self.taken:
            with pytest.raises(Conflict):
                note_report(self.taken[reference], Report(reference, "paid", OWED + 1))

    @rule(reference=payments)
    def failure_told(self, reference: str) -> None:
        paid = Transaction.objects.filter(reference=reference).first()
        if paid is not None:
            note_report(paid.gateway, Report(reference, "failed", 0))

    @rule(reference=payments)
    def crash_while_counting(self, reference: str) -> None:
        """The process dies after the success was written, before the receipt: nothing of it may stay."""
        if reference in self.taken:
            real = counting.issue_receipts

            def die(*_args: Any, **_named: Any) -> list[Receipt]:
                raise Crash

            counting.issue_receipts = die
            try:
                with transaction.atomic():
                    note_report(self.taken[reference], self.success(reference))
            except Crash:
                pass
            finally:
                counting.issue_receipts = real

    @rule(reference=payments)
    def query(self, reference: str) -> None:
        paid = Transaction.objects.filter(reference=reference).first()
        if paid is not None:
            ask_gateway(paid.pk, actor=SYSTEM)

    @rule()
    def cash_at_the_desk(self) -> None:
        try:
            with transaction.atomic():
                take_cash(self.dossier.code, amount=OWED, actor=self.desk)
            self.cash += 1
        except Refusal:
            return

    @rule(how=st.sampled_from(["receive", "receive_with_cash", "refuse", "withdraw"]))
    def dossier_goes_on(self, how: str) -> None:
        try:
            with transaction.atomic():
                if how == "refuse":
                    refuse_dossier(self.dossier.code, reason="Không thuộc thẩm quyền", actor=self.desk)
                elif how == "withdraw":
                    withdraw_dossier(self.dossier.code, actor=self.office.citizen())
                else:
                    with_cash = how == "receive_with_cash"
                    receive_dossier(self.dossier.code, fee_collected=OWED if with_cash else 0, actor=self.desk)
                    self.cash += with_cash
        except Refusal:
            return
        if how in {"refuse", "withdraw"}:
            cancel_requests(self.dossier.pk, actor=SYSTEM)

    @precondition(lambda self: Refund.objects.filter(state="requested").exists())
    @rule(approve=st.booleans())
    def leader_decides(self, approve: bool) -> None:
        refund = Refund.objects.filter(state="requested").order_by("pk").first()
        assert refund is not None
        decide_refund(refund.reference, approve=approve or refund.automatic, note="Không đủ căn cứ", actor=self.leader)

    @rule(slow=st.booleans())
    def refund_sent(self, slow: bool) -> None:
        for refund in Refund.objects.filter(state__in=["approved", "sent"]).select_related("transaction"):
            gateway: FakeGateway | None = self.gateways.get(refund.transaction.gateway)
            if gateway is None:
                give_back(refund.reference, proof="PC 01", actor=self.desk)
                continue
            gateway.slow = slow
            try:
                send_refund(refund.reference, actor=SYSTEM)
            except Fault:
                assert slow

    @rule(gateway=st.sampled_from(["paygov", "vnpt_pay"]))
    def settlement(self, gateway: str) -> None:
        """The gateway's file names what it really took; whatever was not heard of shows, the rest matches."""
        mine = [reference for reference, where in self.taken.items() if where == gateway]
        back = list(self.gateways[gateway].refunds.values())
        day = clock.today()
        self.gateways[gateway].lines = [StatementLine(reference, OWED, "paid") for reference in mine]
        self.gateways[gateway].lines += [StatementLine(one.reference, one.amount, "refunded") for one in back]
        self.treasury.credited = [StatementLine(reference, OWED, "paid") for reference in mine]
        counts = reconcile(load_settlement(gateway, day, actor=SYSTEM).pk, actor=SYSTEM).counts
        unheard = Transaction.objects.filter(reference__in=mine).exclude(state__in=["succeeded", "refunded"]).count()
        working = Refund.objects.filter(reference__in=[one.reference for one in back]).exclude(state="done").count()
        assert counts.get("status", 0) == unheard + working
        assert counts.get("matched", 0) == len(mine) + len(back) - unheard - working
        assert set(counts) <= {"matched", "status"}

    @invariant()
    def books_are_true(self) -> None:
        if not hasattr(self, "savepoint"):
            return
        known = Transaction.objects.filter(state__in=["succeeded", "refunded"])
        online, cash = known.filter(means="online"), known.filter(means="cash")
        assert set(online.values_list("reference", flat=True)) <= set(self.taken), "money nobody paid"
        assert cash.count() == self.cash
        counted = Transaction.objects.counted()
        assert counted.count() <= 1, "a fee was paid twice"
        surplus = known.filter(counts=False)
        assert all(one.refunds.exclude(state="rejected").exists() for one in surplus), "a surplus has no refund"
        receipts = Receipt.objects.aggregate(total=Sum(F("amount") - F("refunded")))["total"] or 0
        kept = counted.aggregate(total=Sum(F("amount") - F("refunded")))["total"] or 0
        dossier = Dossier.objects.get(pk=self.dossier.pk)
        assert receipts == kept == dossier.fee_collected, "receipts, payments and the dossier do not agree"
        state = FeeRequest.objects.get(pk=self.request.pk).state
        assert (state in {"paid", "refunded"}) == counted.exists()
        if dossier.received_at is not None:
            assert dossier.fee_owed_before == 0
        numbers = list(Receipt.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1)), "receipt numbers have a gap"

    @staticmethod
    def success(reference: str) -> Report:
        """What a gateway says of money it took."""
        return Report(reference, "paid", OWED, "GD", "NH", clock.now())


def try_orders(machine: type[Money], examples: int, office: Office) -> None:
    machine.office = office
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(  # type: ignore[no-untyped-call] # hypothesis has no types here
        machine,
        settings=settings(max_examples=examples, stateful_step_count=14, deadline=None, suppress_health_check=checks, database=None),
    )


def test_whatever_the_order_nothing_is_paid_twice_and_nothing_is_lost(office: Office) -> None:
    try_orders(Money, 30, office)


def test_the_machine_finds_a_planted_fault(monkeypatch: pytest.MonkeyPatch, office: Office) -> None:
    """A house that forgets to open refunds for surplus payments is found out."""
    monkeypatch.setattr(counting, "open_refund", lambda *_args, **_named: None)

    class Forgetful(Money):
        @initialize()
        def begin(self) -> None:
            self.open_house()
            for reference in [self.start(gateway=gateway, down=False) for gateway in ("paygov", "vnpt_pay")]:
                self.payer_pays(reference=reference)
                self.callback(reference=reference, times=1)

    with pytest.raises(AssertionError, match="surplus"):
        try_orders(Forgetful, 2, office)


def test_the_database_itself_refuses_a_second_counted_payment(office: Office) -> None:
    with joined_gateways():
        dossier = submitted(office)
        (one,) = take_cash(dossier.code, amount=OWED, actor=office.actor("dienbien.motcua"))
        one.pk, one.reference = None, "TM-TWICE"
        with pytest.raises(IntegrityError), transaction.atomic():
            one.save(force_insert=True)
    run_pending(1)
