"""One event per step of a payment, in the same transaction as the step."""

from collections.abc import Mapping
from datetime import datetime

from motcua.blocks.events.api import record
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.payments.events import STREAM, PaymentEvent
from motcua.onestop.payments.models import FeeRequest


def record_money(
    request: FeeRequest,
    dossier: Dossier,
    kind: PaymentEvent,
    *,
    actor: Actor,
    at: datetime,
    amount: int | None = None,
    payload: Mapping[str, object] | None = None,
) -> None:
    """Write the event; its payload names the dossier by code and the amount in đồng."""
    told = {"code": dossier.code, "amount": request.amount if amount is None else amount, "when": request.when, **(payload or {})}
    record(STREAM, request.pk, kind, actor=actor, at=at, unit_id=request.collector_id, subject_id=dossier.owner_id, payload=told)
