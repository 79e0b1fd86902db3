"""Work behind payments: follow dossiers, print receipts, ask about silent payments, send refunds, reconcile every day."""

from datetime import date, timedelta

from motcua.blocks.jobs.api import enqueue, every, job
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict
from motcua.onestop.payments.actions.ask_gateway import ask_gateway
from motcua.onestop.payments.actions.cancel_requests import cancel_requests
from motcua.onestop.payments.actions.give_back import send_refund
from motcua.onestop.payments.actions.load_settlement import load_settlement
from motcua.onestop.payments.actions.open_requests import open_requests
from motcua.onestop.payments.actions.print_receipt import print_receipt
from motcua.onestop.payments.actions.reconcile import reconcile
from motcua.onestop.payments.actions.settle_elsewhere import settle_elsewhere
from motcua.onestop.payments.models import Settlement, Transaction
from motcua.onestop.payments.ports import partners

SILENT = timedelta(minutes=2)
_AT_ONCE = 50
_DAYS_BACK = 3


@job("payments.open_requests")
def open_requests_of(dossier_id: int) -> None:
    """Ask for what a dossier owes; doing it twice changes nothing."""
    open_requests(dossier_id, actor=SYSTEM)


@job("payments.cancel_requests")
def cancel_requests_of(dossier_id: int) -> None:
    """Ask no more for an ended dossier; doing it twice changes nothing."""
    cancel_requests(dossier_id, actor=SYSTEM)


@job("payments.settle_elsewhere")
def settle_elsewhere_of(dossier_id: int) -> None:
    """Ask no more for an obligation that was paid elsewhere; doing it twice changes nothing."""
    settle_elsewhere(dossier_id, actor=SYSTEM)


@job("payments.print_receipt")
def print_receipt_of(receipt_id: int) -> None:
    """Print and sign one receipt; doing it twice changes nothing."""
    print_receipt(receipt_id, actor=SYSTEM)


@job("payments.send_refund", retries=12)
def send_refund_of(reference: str) -> None:
    """Order a refund at its gateway; told twice it goes once."""
    send_refund(reference, actor=SYSTEM)


@job("payments.ask_about", retries=0)
def ask_about(transaction_id: int) -> None:
    """Ask what became of one payment; who does not answer is asked again by the round of the silent ones."""
    try:
        ask_gateway(transaction_id, actor=SYSTEM)
    except Conflict:
        return


@job("payments.ask_about_silent", retries=0)
def ask_about_silent() -> None:
    """Order a question about every started payment without news for two minutes, the longest silent first."""
    silent = Transaction.objects.filter(state="started", means="online", asked_about_at__lt=clock.real_now() - SILENT)
    for pk in silent.order_by("asked_about_at").values_list("pk", flat=True)[:_AT_ONCE]:
        enqueue(ask_about, pk, key=f"ask/{pk}")


@job("payments.reconcile_day", retries=3)
def reconcile_day(gateway: str, day: str) -> None:
    """Take in and compare one day; a day without files is tried again in the next round."""
    try:
        settlement = load_settlement(gateway, date.fromisoformat(day), actor=SYSTEM)
    except Conflict:
        return
    reconcile(settlement.pk, actor=SYSTEM)


@job("payments.reconcile_days", retries=0)
def reconcile_days() -> None:
    """Order the last days that are not compared yet, for every partner."""
    today = clock.today()
    for gateway in partners():
        for back in range(1, _DAYS_BACK + 1):
            day = today - timedelta(days=back)
            if not Settlement.objects.filter(gateway=gateway, day=day, compared_at__isnull=False).exists():
                enqueue(reconcile_day, gateway, day.isoformat(), key=f"reconcile/{gateway}/{day}")


every(30, ask_about_silent)
every(1800, reconcile_days)
