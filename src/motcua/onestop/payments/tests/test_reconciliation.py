"""A day is reconciled, its exceptions resolved, and signed off."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput
from motcua.onestop.payments.api import (
    Mismatch,
    Settlement,
    Transaction,
    load_settlement,
    note_report,
    reconcile,
    resolve_mismatch,
    sign_off,
)
from motcua.onestop.payments.ports import StatementLine, treasury
from motcua.onestop.payments.tests.test_paying import Joined, Owing, started, success
from tests.money import FakeTreasury
from tests.office import Office


def compared(joined: Joined, lines: list[StatementLine], credit: list[StatementLine] | None = None) -> Settlement:
    joined["paygov"].lines = lines
    keeper = treasury()
    assert isinstance(keeper, FakeTreasury)
    keeper.credited = lines if credit is None else credit
    return reconcile(load_settlement("paygov", clock.today(), actor=SYSTEM).pk, actor=SYSTEM)


def line(paid: Transaction, amount: int = 16_000) -> StatementLine:
    return StatementLine(paid.reference, amount, "paid", "GD")


def test_a_day_on_which_all_agree_is_signed_off(owing: Owing, office: Office, joined: Joined) -> None:
    paid = note_report("paygov", success(started(owing(), office)))
    day = compared(joined, [line(paid)])
    assert (day.counts, day.gateway_sum, day.treasury_sum) == ({"matched": 1}, 16_000, 16_000)
    assert sign_off(day.pk, actor=SYSTEM).signed_off_at is not None
    for again in (lambda: sign_off(day.pk, actor=SYSTEM), lambda: reconcile(day.pk, actor=SYSTEM)):
        with pytest.raises(Conflict):
            again()
    with pytest.raises(Conflict):
        load_settlement("paygov", clock.today(), actor=SYSTEM)


def test_exceptions_have_ways_out_and_keep_their_resolution(owing: Owing, office: Office, joined: Joined) -> None:
    known, unheard = note_report("paygov", success(started(owing(), office))), started(owing(), office)
    day = compared(joined, [line(known, 17_000), line(unheard), StatementLine("LA1", 5_000, "paid")], [line(known, 17_000), line(unheard)])
    kinds = dict(Mismatch.objects.values_list("reference", "kind"))
    assert kinds[known.reference] == "amount"
    assert kinds[unheard.reference] == "status"
    assert Mismatch.objects.filter(reference="LA1").count() == 2, "unknown to us, and not credited"
    with pytest.raises(Conflict):
        sign_off(day.pk, actor=SYSTEM)
    joined["paygov"].reports[unheard.reference] = success(unheard)
    status = Mismatch.objects.get(kind="status")
    resolve_mismatch(status.pk, way="ask", note="", actor=SYSTEM)
    assert Transaction.objects.get(pk=unheard.pk).counts, "asking counted the payment"
    amount = Mismatch.objects.get(kind="amount")
    with pytest.raises(InvalidInput):
        resolve_mismatch(amount.pk, way="next_day", note="x", actor=SYSTEM)
    with pytest.raises(InvalidInput):
        resolve_mismatch(amount.pk, way="claim", note=" ", actor=SYSTEM)
    resolve_mismatch(amount.pk, way="claim", note="Công văn 12", actor=SYSTEM)
    with pytest.raises(Conflict):
        resolve_mismatch(amount.pk, way="claim", note="x", actor=SYSTEM)
    reconcile(day.pk, actor=SYSTEM)
    assert Mismatch.objects.get(kind="amount").note == "Công văn 12", "comparing again keeps what was resolved"
    assert sorted(Mismatch.objects.filter(resolved_at=None).values_list("kind", flat=True)) == ["not_credited", "only_partner"]


def test_asking_that_changes_nothing_leaves_the_exception_open(owing: Owing, office: Office, joined: Joined) -> None:
    unheard = started(owing(), office)
    compared(joined, [line(unheard)])
    with pytest.raises(Conflict):
        resolve_mismatch(Mismatch.objects.get(kind="status").pk, way="ask", note="", actor=SYSTEM)
    assert Mismatch.objects.filter(resolved_at=None).exists()


def test_a_payment_around_midnight_is_matched_by_the_file_that_names_it(owing: Owing, office: Office, joined: Joined) -> None:
    paid = note_report("paygov", success(started(owing(), office)))
    assert compared(joined, []).counts == {"only_us": 1}
    keeper = treasury()
    assert isinstance(keeper, FakeTreasury)
    joined["paygov"].lines = keeper.credited = [line(paid)]
    tomorrow = clock.today() + timedelta(days=1)
    assert reconcile(load_settlement("paygov", tomorrow, actor=SYSTEM).pk, actor=SYSTEM).counts == {"matched": 1}
    assert reconcile(Settlement.objects.get(day=clock.today()).pk, actor=SYSTEM).counts == {}


def test_only_the_province_reconciles(office: Office, joined: Joined) -> None:
    with pytest.raises(Forbidden):
        load_settlement("paygov", clock.today(), actor=office.actor("dienbien.chutich"))
    with pytest.raises(Forbidden):
        load_settlement("paygov", clock.today(), actor=office.citizen())


def test_no_file_yet_is_said_and_changes_nothing(joined: Joined, office: Office) -> None:
    joined["paygov"].down = True
    with pytest.raises(Conflict) as refused:
        load_settlement("paygov", clock.today(), actor=SYSTEM)
    assert refused.value.code == "no_settlement"
    assert Settlement.objects.count() == 0


def test_a_day_takes_as_many_statements_for_a_thousand_lines_as_for_ten(office: Office, joined: Joined) -> None:
    def spent(count: int) -> int:
        joined["paygov"].lines = [StatementLine(f"LA{number:05d}", 1_000, "paid") for number in range(count)]
        loaded = load_settlement("paygov", clock.today(), actor=SYSTEM)
        with CaptureQueriesContext(connection) as captured:
            reconcile(loaded.pk, actor=SYSTEM)
        return len([query for query in captured if "SAVEPOINT" not in query["sql"] and "INSERT" not in query["sql"]])

    assert spent(10) == spent(1_000)
