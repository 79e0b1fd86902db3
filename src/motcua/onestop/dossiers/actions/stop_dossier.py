"""The citizen did not answer in the term that was set: the agency stops, with the reason."""

from datetime import datetime

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.blocks.workflow.api import cancel
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Conflict, words
from motcua.onestop.dossiers.actions.issue_slip import issue_stopping_slip
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.actions.refuse_dossier import require_reason
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.models import Dossier, Pause
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import RECEIVE, STOP
from motcua.onestop.dossiers.rules.clock import not_before
from motcua.onestop.dossiers.rules.endings import timing_of
from motcua.onestop.dossiers.rules.transitions import STOP as TURN
from motcua.onestop.dossiers.rules.transitions import Status, take


@transaction.atomic
def stop_dossier(code: str, *, reason: str, actor: Actor) -> Dossier:
    """End a dossier whose supplement or obligation was not answered in its term; national status 8.

    What was never received is stopped by its desk, everything else by the agency. Timing compares the day on which the
    waiting began with the promise: the citizen's silence makes no office late.
    Errors: `InvalidInput` without a reason, `Conflict` before the term has passed or when it moved on, `Forbidden`, `NotFound`.
    """
    dossier = locked_dossier(code, actor)
    if dossier.received_at is None:
        require(actor, RECEIVE, unit_path=unit(dossier.receiver_id).path)
    else:
        require(actor, STOP)
    reason = require_reason(reason)
    status = take(TURN, dossier.status)
    asked_at, until = _term(dossier)
    now = not_before(clock.now(), asked_at)
    if until is not None and now < until:
        raise Conflict(
            words("The citizen may still answer until %(moment)s."),
            code="too_early",
            params={"moment": f"{until.astimezone(VIETNAM):%H:%M %d/%m/%Y}"},
            way_out=words("Wait until the term has passed."),
        )
    if dossier.received_at is not None:
        cancel((STREAM, dossier.pk), at=now, by=actor.account_id)
        Pause.objects.filter(dossier=dossier, ended_at__isnull=True).update(ended_at=now)
        due = dossier.due_at.astimezone(VIETNAM) if dossier.due_at else None
        dossier.timing = timing_of(asked_at.astimezone(VIETNAM), due)
    dossier.status, dossier.ended_at, dossier.ended_reason = status, now, reason
    dossier.save(update_fields=["status", "ended_at", "ended_reason", "timing"])
    slip = issue_stopping_slip(dossier, reason=reason, at=now, actor=actor)
    payload = {"reason": reason, "timing": dossier.timing, "unanswered": True, "slip": slip}
    record_step(dossier, DossierEvent.STOPPED, actor=actor, at=now, payload=payload)
    return dossier


def _term(dossier: Dossier) -> tuple[datetime, datetime | None]:
    """Since when the citizen is asked, and until when he may answer."""
    open_ones = (
        dossier.supplements.filter(answered_at__isnull=True)
        if dossier.status == Status.SUPPLEMENT_REQUESTED
        else dossier.obligations.filter(settled_at__isnull=True)
    )
    found = open_ones.values_list("requested_at", "answer_by").first()
    if found is None:  # an interlinked dossier waits with one of its parts
        raise Conflict(words("A part of this dossier waits, not the dossier itself."), way_out=words("Stop the part that waits."))
    return found
