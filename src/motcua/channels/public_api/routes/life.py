"""The steps of a dossier's life."""

from django.db import transaction
from django.http import HttpRequest
from ninja import Status

from motcua.channels.public_api.operations import acting, operation
from motcua.channels.public_api.routes.dossiers import check_competent, router
from motcua.channels.public_api.shapes import dossiers as shapes
from motcua.channels.public_api.shapes.common import DossierCode
from motcua.channels.public_api.shapes.turns import Withdrawal
from motcua.ground.parties.api import Particulars
from motcua.kernel.actor import Actor
from motcua.onestop.desk.api import applicant, take_in
from motcua.onestop.desk.rights import TAKE_IN
from motcua.onestop.dossiers.api import (
    Dossier,
    Escalation,
    HandedIn,
    SupplementItem,
    WalkIn,
    answer_supplement,
    receive_dossier,
    refuse_dossier,
    request_payment,
    request_supplement,
    return_result,
    settle_payment,
    withdraw_dossier,
)
from motcua.onestop.dossiers.rights import ANSWER, ASK_SUPPLEMENT, FOLLOW, PROCESS, RECEIVE, SETTLE, WITHDRAW_AT_DESK

Reply = shapes.StatusOut
__all__ = ["router"]


@operation(router, "POST", "/dossiers", any_of=(TAKE_IN,), answers=Reply, status=201)
def take_dossier_in(request: HttpRequest, payload: shapes.NewDossier) -> Status[Reply]:
    """Enter a dossier that came in person or by post, and receive it."""
    return Status(201, Reply.of(_taken_in(payload, acting(request, TAKE_IN))))


@transaction.atomic
def _taken_in(payload: shapes.NewDossier, actor: Actor) -> Dossier:
    """The dossier with its applicant, or neither: a refusal leaves no new person behind."""
    check_competent(payload.procedure, payload.competent_id)
    owner = applicant(Particulars(**payload.owner.model_dump()), actor=actor)
    entry = WalkIn(
        key=payload.key,
        procedure_code=payload.procedure,
        competent_id=payload.competent_id,
        receiver_id=payload.receiver_id,
        owner=owner,
        answers=payload.answers,
        papers=[HandedIn(paper.component, paper.name) for paper in payload.papers],
        channel=Dossier.Channel(payload.channel),
        fee_collected=payload.fee_collected,
    )
    return take_in(entry, actor=actor)


@operation(router, "POST", "/dossiers/{code}/reception", any_of=(RECEIVE,), answers=Reply)
def receive(request: HttpRequest, code: DossierCode, payload: shapes.Reception) -> Reply:
    """Receive a submitted dossier: the clock starts and slip 01 is issued."""
    actor = acting(request, RECEIVE)
    return Reply.of(receive_dossier(code, fee_collected=payload.fee_collected, fee_later=payload.fee_later, actor=actor))


@operation(router, "POST", "/dossiers/{code}/refusal", any_of=(RECEIVE,), answers=Reply)
def refuse(request: HttpRequest, code: DossierCode, payload: shapes.Reason) -> Reply:
    """Do not accept a submitted dossier, with the reason; slip 03 is issued."""
    return Reply.of(refuse_dossier(code, reason=payload.reason, actor=acting(request, RECEIVE)).dossier)


@operation(router, "POST", "/dossiers/{code}/supplement-requests", any_of=(ASK_SUPPLEMENT,), answers=shapes.SupplementAnswered, status=201)
def ask_for_supplement(request: HttpRequest, code: DossierCode, payload: shapes.SupplementAsk) -> Status[shapes.SupplementAnswered]:
    """Ask once for everything that is missing: slip 02 is issued and the clock stops; a second wish goes to the head instead."""
    items = [
        SupplementItem(item.component, item.name, item.what, item.originals, item.certified_copies, item.copies) for item in payload.items
    ]
    asked = request_supplement(code, items=items, reason=payload.reason, actor=acting(request, ASK_SUPPLEMENT))
    if isinstance(asked, Escalation):
        return Status(201, shapes.SupplementAnswered(code=code, at_intake=asked.at_intake, requested_at=asked.asked_at, to_the_head=True))
    return Status(201, shapes.SupplementAnswered(code=code, at_intake=asked.at_intake, requested_at=asked.requested_at))


@operation(router, "POST", "/dossiers/{code}/supplement", any_of=(ANSWER,), answers=Reply)
def hand_supplement_in(request: HttpRequest, code: DossierCode, payload: shapes.Note) -> Reply:
    """Hand in the supplement whose papers were attached before."""
    return Reply.of(answer_supplement(code, note=payload.note, actor=acting(request, ANSWER)))


@operation(router, "POST", "/dossiers/{code}/withdrawal", any_of=(FOLLOW, WITHDRAW_AT_DESK), answers=Reply)
def withdraw(request: HttpRequest, code: DossierCode, payload: Withdrawal) -> Reply:
    """Take one's own dossier back; an officer of the desk names the person before him. 409 once it is resolved or ended."""
    actor = acting(request, FOLLOW, WITHDRAW_AT_DESK)
    return Reply.of(withdraw_dossier(code, reason=payload.reason, at_wish_of=payload.at_wish_of, actor=actor))


@operation(router, "POST", "/dossiers/{code}/obligations", any_of=(PROCESS,), answers=Reply, status=201)
def ask_for_payment(request: HttpRequest, code: DossierCode, payload: shapes.Obligation) -> Status[Reply]:
    """Note a financial obligation that stands in the way; the clock stops."""
    obligation = request_payment(
        code, notice_number=payload.notice_number, payee=payload.payee, amount=payload.amount, actor=acting(request, PROCESS)
    )
    return Status(201, Reply.of(obligation.dossier))


@operation(router, "POST", "/dossiers/{code}/obligation-receipts", any_of=(SETTLE,), answers=Reply)
def note_payment(request: HttpRequest, code: DossierCode, payload: shapes.ReceiptIn) -> Reply:
    """Note the receipt of a financial obligation; the clock goes on."""
    return Reply.of(settle_payment(code, receipt_number=payload.receipt_number, actor=acting(request, SETTLE)))


@operation(router, "POST", "/dossiers/{code}/hand-over", any_of=(RECEIVE,), answers=Reply)
def hand_over(request: HttpRequest, code: DossierCode, payload: shapes.HandOver) -> Reply:
    """Hand over the result."""
    return Reply.of(return_result(code, method=payload.method, received_by=payload.received_by, actor=acting(request, RECEIVE)))
