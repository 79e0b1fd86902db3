"""A citizen begins to pay online."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Fault, FieldError, InvalidInput, NotFound, words
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers.api import Dossier, locked_dossier
from motcua.onestop.payments.actions.count_success import new_reference
from motcua.onestop.payments.actions.open_requests import requests_of
from motcua.onestop.payments.actions.recording import record_money
from motcua.onestop.payments.events import PaymentEvent
from motcua.onestop.payments.models import FeeRequest, Transaction
from motcua.onestop.payments.ports import Gateway, Order, OrderLine, gateways
from motcua.onestop.payments.rights import PAY
from motcua.onestop.payments.rules.states import Asked, Paying, asked_after


def start_payment(code: str, request_id: int, *, gateway: str, client_address: str = "", actor: Actor) -> Transaction:
    """Announce a payment to the gateway; the citizen then goes on at `url` of the transaction.

    The transaction is kept before the gateway hears of it, so that a payment made there is never unknown here. Its caller
    must not hold a transaction. Errors: `InvalidInput` for an unknown gateway, `Conflict` when it is paid already or the
    gateway does not answer (another one can be tried), `NotFound`, `Forbidden`.
    """
    require(actor, PAY)
    chosen = gateways().get(gateway)
    if chosen is None:
        message = words("Choose how you want to pay.")
        raise InvalidInput(message, fields=[FieldError("gateway", message)])
    started, order = _begin(code, request_id, gateway, client_address, actor)
    if started.url:
        return started
    return _announce(started, order, chosen)


@transaction.atomic
def _begin(code: str, request_id: int, gateway: str, client_address: str, actor: Actor) -> tuple[Transaction, Order]:
    dossier, at = locked_dossier(code, actor), clock.now()
    request = next((one for one in requests_of(dossier, at=at) if one.pk == request_id), None)
    if request is None:
        raise NotFound(words("There is no such payment that you may see."))
    _require_open(request)
    known = request.transactions.filter(state=Paying.STARTED, gateway=gateway, payer_id=actor.party_id).exclude(url="").first()
    if known is not None:
        return known, _order(known, request, dossier, client_address)
    started = Transaction.objects.create(
        request=request,
        means=Transaction.Means.ONLINE,
        gateway=gateway,
        reference=new_reference("MC", at),
        amount=request.amount,
        payer_id=actor.party_id,
        payer_name=dossier.owner_name,
        started_at=at,
        asked_about_at=clock.real_now(),
    )
    if request.state == Asked.UNPAID:
        request.state = asked_after(request.state, Asked.PENDING)
        request.save(update_fields=["state"])
    payload = {"gateway": gateway, "reference": started.reference}
    record_money(request, dossier, PaymentEvent.STARTED, actor=actor, at=at, payload=payload)
    return started, _order(started, request, dossier, client_address)


def _announce(started: Transaction, order: Order, gateway: Gateway) -> Transaction:
    try:
        started.url = gateway.start(order)
    except Fault as trouble:
        # whether the gateway heard of it is not known: it stays started, and is asked about
        raise Conflict(
            words("%(gateway)s does not answer at the moment."),
            code="gateway_down",
            params={"gateway": gateway.name["en" if (get_language() or "vi").startswith("en") else "vi"]},
            way_out=words("Nothing was paid. Try again in a few minutes, or choose another way to pay."),
        ) from trouble
    started.save(update_fields=["url"])
    return started


def _require_open(request: FeeRequest) -> None:
    if request.state == Asked.CANCELLED:
        raise Conflict(words("This is no longer to be paid."), code="not_owed")
    if not request.is_open:
        raise Conflict(words("This is paid already; nothing more is to be paid."), code="paid_already")


def _order(started: Transaction, request: FeeRequest, dossier: Dossier, client_address: str) -> Order:
    content, collector, owner = content_of(dossier.version_id), unit(request.collector_id), dossier.owner
    return Order(
        reference=started.reference,
        amount=started.amount,
        lines=tuple(OrderLine(item["key"], item["kind"], item["vi"], item["amount"]) for item in request.items),
        dossier_code=dossier.code,
        procedure_code=content.code,
        procedure_name=content.name.vi,
        collector_code=collector.agency_code or collector.code,
        collector_name=collector.formal_name,
        payer_name=owner.full_name,
        payer_number=owner.citizen_id or owner.tax_code or "",
        payer_address=owner.address,
        moment=started.started_at,
        return_url=f"{settings.PUBLIC_URL}/thanh-toan/{started.reference}/",
        client_address=client_address,
    )
