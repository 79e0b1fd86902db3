"""The clock of a bundle stands still while one of its parts waits for the citizen: there is one promise for the whole."""

from datetime import datetime

from django.db.models import Max

from motcua.kernel.actor import Actor
from motcua.kernel.money import format_dong
from motcua.onestop.dossiers.actions.reclock import due_moment
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Pause
from motcua.onestop.dossiers.rules.clock import clock_start
from motcua.onestop.dossiers.rules.transitions import ASK_IN_PROCESS, ASK_PAYMENT, Status, take


def wait_with_parts(whole: Dossier, waiting: Pause, *, actor: Actor, at: datetime) -> None:
    """The whole takes the status of the part that waits; its pause begins when the part's began."""
    for_papers = waiting.reason == Pause.Reason.SUPPLEMENT
    after = take(ASK_IN_PROCESS if for_papers else ASK_PAYMENT, whole.status)
    last = whole.pauses.aggregate(last=Max("ended_at"))["last"]
    begun = max(filter(None, [waiting.started_at, last, whole.received_at]))
    whole.status = str(after)
    whole.save(update_fields=["status"])
    Pause.objects.create(dossier=whole, reason=waiting.reason, legal_basis=waiting.legal_basis, started_at=begun)
    payload = {"part_code": waiting.dossier.code, "pause": waiting.reason, "reason": _asked(waiting)}
    record_step(whole, DossierEvent.PART_WAITS, actor=actor, at=at, payload=payload)


def _asked(waiting: Pause) -> str:
    """What the part asks of the citizen, in the words of the officer or the notice; for the message, so Vietnamese."""
    part = waiting.dossier
    request = part.supplements.filter(answered_at__isnull=True).order_by("-pk").first()
    if request is not None:
        return request.reason
    owed = part.obligations.filter(settled_at__isnull=True).order_by("-pk").first()
    return f"{owed.payee}, {format_dong(owed.amount)}, thông báo {owed.notice_number}" if owed is not None else ""


def go_on_with_parts(whole: Dossier, *, actor: Actor, at: datetime) -> None:
    """No part waits any more: the pause ends with the last of theirs, and the limit goes on by the rule in force at reception."""
    last = Pause.objects.filter(dossier__parent=whole).aggregate(last=Max("ended_at"))["last"] or at
    for pause in whole.pauses.filter(ended_at__isnull=True):
        pause.ended_at = max(last, pause.started_at)
        pause.save(update_fields=["ended_at"])
    answered = last if whole.status == Status.SUPPLEMENT_REQUESTED else None
    whole.status = str(Status.IN_PROCESS)
    if whole.received_at is not None:
        whole.clock_from = max(filter(None, [whole.clock_from, clock_start(whole.received_at, answered)]))
        whole.due_at = due_moment(whole, whole.clock_from)
    whole.save(update_fields=["status", "clock_from", "due_at"])
    payload = {"due_at": whole.due_at and whole.due_at.isoformat()}
    record_step(whole, DossierEvent.PART_GOES_ON, actor=actor, at=at, payload=payload)
