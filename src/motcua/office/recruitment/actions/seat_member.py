"""Seat somebody in the council of a plan, as chair, secretary or marker, or end that seat."""

from django.db import IntegrityError, transaction

from motcua.blocks.accounts.api import Account
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.office.recruitment.actions.turning import in_state, locked_plan, tell
from motcua.office.recruitment.events import RecruitmentEvent
from motcua.office.recruitment.models import Mark, Marker, Round, Seat
from motcua.office.recruitment.queries.reach import require_reach
from motcua.office.recruitment.rights import PREPARE
from motcua.office.recruitment.rules.marks import MARKING, REVIEW, MarkTurn
from motcua.office.recruitment.rules.states import PlanState, RoundState, SeatRole

_LIVE = (PlanState.ANNOUNCED, PlanState.LISTED, PlanState.PUBLISHED)


@transaction.atomic
def seat_member(plan_id: int, *, username: str, role: str, actor: Actor) -> Seat:
    """Seat an official. Errors: `InvalidInput` for somebody unknown, `Conflict` when the person or the chair is seated already."""
    plan = in_state(locked_plan(plan_id), *_LIVE)
    require_reach(actor, PREPARE, plan.unit)
    account = Account.objects.filter(username=username.strip(), kind=Account.Kind.OFFICIAL, is_active=True).first()
    if account is None or role not in set(SeatRole):
        message = words("There is no official with this account name.")
        raise InvalidInput(message, fields=[FieldError("username", message)])
    try:
        with transaction.atomic():
            seat = Seat.objects.create(plan=plan, account=account, role=role)
    except IntegrityError as twice:
        raise Conflict(
            words("This person sits in the council already, or the council has its chair or secretary."), code="seated"
        ) from twice
    tell(plan, RecruitmentEvent.SEATED, actor=actor, payload={"account": account.username, "role": role})
    return seat


@transaction.atomic
def unseat_member(seat_id: int, *, actor: Actor) -> None:
    """End a seat of somebody who has not marked. Errors: `Conflict`, `NotFound`, `Forbidden`."""
    seat = Seat.objects.select_related("plan__unit", "account").filter(pk=seat_id).first()
    if seat is None:
        raise NotFound(words("There is no such seat."))
    require_reach(actor, PREPARE, seat.plan.unit)
    if Mark.objects.filter(script__round__plan=seat.plan, marker=seat.account).exists():
        raise Conflict(words("This member has given marks and stays in the council."), code="has_marked")
    payload = {"account": seat.account.username, "role": seat.role}
    plan = seat.plan
    seat.delete()
    tell(plan, RecruitmentEvent.UNSEATED, actor=actor, payload=payload)


@transaction.atomic
def appoint_marker(round_id: int, *, seat_id: int, turn: int, actor: Actor) -> Marker:
    """Let a marker of the council mark in a round: first, second or third, or after complaints.

    Errors: `InvalidInput` for another seat or turn, `Conflict` when the round is closed or the member marks in it already.
    """
    round_ = Round.objects.select_for_update(of=("self",)).select_related("plan__unit").filter(pk=round_id).first()
    seat = Seat.objects.filter(pk=seat_id, role=SeatRole.MARKER).first()
    if round_ is None or seat is None or seat.plan_id != round_.plan_id or turn not in set(MarkTurn):
        message = words("Choose a marker of this council.")
        raise InvalidInput(message, fields=[FieldError("seat", message)])
    require_reach(actor, PREPARE, round_.plan.unit)
    closed = round_.state == RoundState.CLOSED
    if (turn in MARKING and closed) or (turn in REVIEW and round_.plan.state not in {PlanState.LISTED, PlanState.PUBLISHED}):
        raise Conflict(words("This round is closed."), code="round_closed")
    try:
        with transaction.atomic():
            marker = Marker.objects.create(round=round_, seat=seat, turn=turn)
    except IntegrityError as twice:
        raise Conflict(words("This member marks in this round already; nobody marks a script twice."), code="marks_already") from twice
    tell(round_.plan, RecruitmentEvent.SEATED, actor=actor, payload={"seat": seat.pk, "round": round_.place, "turn": turn})
    return marker
