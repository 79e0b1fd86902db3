"""Turns beside the process: stop, apology or extension, the head's decision, what another system decided, results that wait."""

from django.http import HttpRequest
from ninja import Router, Status

from motcua.channels.public_api.operations import acting, operation
from motcua.channels.public_api.paging import cursor_of, number_after
from motcua.channels.public_api.routes.dossiers import Cursor
from motcua.channels.public_api.shapes import turns as shapes
from motcua.channels.public_api.shapes.common import DossierCode, Id
from motcua.channels.public_api.shapes.dossiers import DossierRow, Reason, StatusOut
from motcua.onestop.dossiers.api import (
    apology_drafts,
    decide_escalation,
    enter_external_status,
    not_collected,
    open_escalations,
    sign_apology,
    stop_dossier,
    unanswered,
)
from motcua.onestop.dossiers.rights import DECIDE_ESCALATION, ENTER_EXTERNAL, REAPPOINT, RECEIVE, STOP
from motcua.onestop.payments.api import note_transfer, take_cash
from motcua.onestop.payments.rights import TAKE_CASH

router = Router(tags=["turns"])
_MOST = 200


@operation(router, "GET", "/unanswered", any_of=(STOP, RECEIVE), answers=shapes.Unanswered)
def not_answered(request: HttpRequest) -> shapes.Unanswered:
    """Dossiers that wait for a citizen whose term has passed, and that the caller may stop."""
    found = unanswered(acting(request, STOP, RECEIVE))[:_MOST]
    return shapes.Unanswered(items=[DossierRow.of(one) for one in found])


@operation(router, "POST", "/dossiers/{code}/stop", any_of=(STOP, RECEIVE), answers=StatusOut)
def stop(request: HttpRequest, code: DossierCode, payload: Reason) -> StatusOut:
    """End a dossier whose supplement or obligation was not answered in its term, with the reason; 409 before the term has passed.

    What was never received is stopped by its desk, everything else by the agency. That an applicant is *not eligible* is no
    stop but an outcome of a task: see `finish_task`.
    """
    return StatusOut.of(stop_dossier(code, reason=payload.reason, actor=acting(request, STOP, RECEIVE)))


@operation(router, "GET", "/apologies", any_of=(REAPPOINT,), answers=shapes.ApologyDrafts)
def apologies_to_sign(request: HttpRequest) -> shapes.ApologyDrafts:
    """Apologies drafted before a limit passes, for the caller's agencies."""
    return shapes.ApologyDrafts(items=[shapes.ApologyDraft.of(one) for one in apology_drafts(acting(request, REAPPOINT))[:_MOST]])


@operation(router, "POST", "/dossiers/{code}/apology", any_of=(REAPPOINT,), answers=shapes.SlipIssued, status=201)
def apologise(request: HttpRequest, code: DossierCode, payload: shapes.ApologyIn) -> Status[shapes.SlipIssued]:
    """Sign slip 04 with the reason and one new date; before the limit, from 2025-07-01, the same is the request for an extension.

    409 when a new date was given before (NĐ 61/2018 a.19: at most once) or nothing was promised; 422 for a date that is no
    working day or not after the promised one.
    """
    slip = sign_apology(code, reason=payload.reason, new_due=payload.new_due, actor=acting(request, REAPPOINT))
    return Status(201, shapes.SlipIssued.of(code, slip))


@operation(router, "GET", "/escalations", any_of=(DECIDE_ESCALATION,), answers=shapes.Escalations)
def escalations(request: HttpRequest) -> shapes.Escalations:
    """Second wishes for papers that wait for the caller's decision; his own are left out."""
    return shapes.Escalations(items=[shapes.EscalationOut.of(one) for one in open_escalations(acting(request, DECIDE_ESCALATION))[:_MOST]])


@operation(router, "POST", "/escalations/{escalation_id}/decision", any_of=(DECIDE_ESCALATION,), answers=shapes.EscalationOut)
def decide_second_wish(request: HttpRequest, escalation_id: Id, payload: shapes.EscalationDecision) -> shapes.EscalationOut:
    """Allow or dismiss a second wish for papers; 409 when it is decided already or the dossier moved on, 403 for who wished it."""
    actor = acting(request, DECIDE_ESCALATION)
    return shapes.EscalationOut.of(decide_escalation(escalation_id, allow=payload.allow, reason=payload.reason, actor=actor))


@operation(router, "POST", "/dossiers/{code}/external-status", any_of=(ENTER_EXTERNAL,), answers=StatusOut)
def note_external_status(request: HttpRequest, code: DossierCode, payload: shapes.ExternalStatusIn) -> StatusOut:
    """Enter what another system decided; 409 where a connector reports it, or where no other system decides."""
    actor = acting(request, ENTER_EXTERNAL)
    entered = enter_external_status(code, status=payload.status, foreign_code=payload.foreign_code, comment=payload.comment, actor=actor)
    return StatusOut.of(entered)


@operation(router, "GET", "/results-not-collected", any_of=(RECEIVE,), answers=shapes.UncollectedPage)
def results_not_collected(request: HttpRequest, after: Cursor = "") -> shapes.UncollectedPage:
    """Results that wait at the caller's desks although their owners were reminded."""
    page = not_collected(after=number_after(after), actor=acting(request, RECEIVE))
    return shapes.UncollectedPage(items=[shapes.UncollectedRow.of(one) for one in page.rows], next=cursor_of(page.next_after))


@operation(router, "POST", "/dossiers/{code}/fee", any_of=(TAKE_CASH,), answers=shapes.PaymentsTaken, status=201)
def take_fee(request: HttpRequest, code: DossierCode, payload: shapes.FeeTaken) -> Status[shapes.PaymentsTaken]:
    """Take what is owed in cash, or note the bank's transfer when its reference is given; receipts are issued in the same step.

    422 when the amount is not what is owed, 409 when nothing is owed or the transfer is noted already.
    """
    actor = acting(request, TAKE_CASH)
    if payload.bank_reference:
        taken = note_transfer(code, amount=payload.amount, bank_reference=payload.bank_reference, actor=actor)
    else:
        taken = take_cash(code, amount=payload.amount, actor=actor)
    items = [shapes.PaymentOut(reference=one.reference, amount=one.amount, means=one.means) for one in taken]
    return Status(201, shapes.PaymentsTaken(code=code, items=items))
