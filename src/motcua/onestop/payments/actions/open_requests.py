"""A dossier asks for money: its fees at once, a financial obligation when it is notified."""

from datetime import datetime

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.onestop.dossiers.api import Dossier, FinancialObligation, locked_dossier_by_id
from motcua.onestop.payments.actions.recording import record_money
from motcua.onestop.payments.events import PaymentEvent
from motcua.onestop.payments.models import FeeRequest
from motcua.onestop.payments.rights import FOLLOW
from motcua.onestop.payments.rules.owed import DURING, OBLIGATION, Item, dues_of


@transaction.atomic
def open_requests(dossier_id: int, *, actor: Actor) -> list[FeeRequest]:
    """Open what the dossier asks for and did not ask for yet; doing it twice changes nothing. Errors: `Forbidden`, `NotFound`."""
    require(actor, FOLLOW)
    return requests_of(locked_dossier_by_id(dossier_id, SYSTEM), at=clock.now())


def requests_of(dossier: Dossier, *, at: datetime) -> list[FeeRequest]:
    """Every request of a dossier whose row is locked; those that are missing are opened."""
    found = list(FeeRequest.objects.filter(dossier=dossier).order_by("pk"))
    known = {(request.when, request.notice) for request in found}
    payee = unit(dossier.competent_id).formal_name
    for due in dues_of(dossier.fees):
        if (due.when, "") not in known:
            items = [item.as_dict() for item in due.items]
            found.append(_open(dossier, FeeRequest(when=due.when, payee=payee, items=items, amount=due.amount), at))
    for owed in FinancialObligation.objects.filter(dossier=dossier, settled_at__isnull=True):
        if (DURING, owed.notice_number) not in known:
            item = Item(
                "obligation",
                OBLIGATION,
                f"Nghĩa vụ tài chính theo thông báo {owed.notice_number}",
                f"Notice {owed.notice_number}",
                owed.amount,
            )
            request = FeeRequest(when=DURING, notice=owed.notice_number, payee=owed.payee, items=[item.as_dict()], amount=owed.amount)
            found.append(_open(dossier, request, at))
    return found


def _open(dossier: Dossier, request: FeeRequest, at: datetime) -> FeeRequest:
    request.dossier, request.collector_id, request.asked_at = dossier, dossier.competent_id, at
    request.save(force_insert=True)
    record_money(request, dossier, PaymentEvent.REQUESTED, actor=SYSTEM, at=at)
    return request
