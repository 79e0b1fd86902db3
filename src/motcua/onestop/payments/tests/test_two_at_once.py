"""Money from several sides at the same moment, on real connections: one payment counts, the others wait to go back."""

from functools import partial

import pytest

from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.payments.api import Receipt, Refund, Transaction, decide_refund, note_report, send_refund, take_cash
from motcua.onestop.payments.tests.test_paying import Owing, started, success
from tests.office import Office
from tests.security.at_once import at_once, errors

pytestmark = pytest.mark.django_db(transaction=True)


def books(dossier: Dossier) -> tuple[int, int, int, int]:
    """Counted payments, receipts, refunds, and what the dossier says came in."""
    counted = Transaction.objects.filter(counts=True).count()
    return counted, Receipt.objects.count(), Refund.objects.count(), Dossier.objects.get(pk=dossier.pk).fee_collected


def test_the_same_call_back_twice_at_once_counts_once(owing: Owing, office: Office) -> None:
    dossier = owing()
    report = success(started(dossier, office))
    assert errors(at_once(*(partial(note_report, "paygov", report) for _ in range(4)))) == []
    assert books(dossier) == (1, 1, 0, 16_000)


def test_two_gateways_and_the_cashier_at_once_leave_one_payment(owing: Owing, office: Office) -> None:
    dossier, desk = owing(), office.actor("dienbien.motcua")
    first, second = success(started(dossier, office)), success(started(dossier, office, "vnpt_pay"))
    lost = errors(
        at_once(
            partial(note_report, "paygov", first),
            partial(note_report, "vnpt_pay", second),
            partial(take_cash, dossier.code, amount=16_000, actor=desk),
        )
    )
    assert all(isinstance(one, Conflict) for one in lost), lost
    cash = Transaction.objects.filter(means="cash").count()
    assert cash == 1 - len(lost), "cash that was refused was not taken"
    assert books(dossier) == (1, 1, 1 + cash, 16_000)


def test_a_refund_sent_twice_at_once_goes_once(owing: Owing, office: Office) -> None:
    dossier = owing()
    first, second = success(started(dossier, office)), success(started(dossier, office, "vnpt_pay"))
    note_report("paygov", first)
    note_report("vnpt_pay", second)
    refund = Refund.objects.get()
    decide_refund(refund.reference, approve=True, actor=office.actor("dienbien.chutich"))
    assert errors(at_once(*(partial(send_refund, refund.reference, actor=SYSTEM) for _ in range(2)))) == []
    surplus = Transaction.objects.get(reference=second.reference)
    assert (surplus.state, surplus.refunded) == ("refunded", 16_000)
    assert books(dossier) == (1, 1, 1, 16_000)
