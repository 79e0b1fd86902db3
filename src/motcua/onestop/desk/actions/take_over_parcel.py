"""What the post reports about an envelope, taken over once and never backwards."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound, words
from motcua.onestop.desk.actions.recording import record_parcel
from motcua.onestop.desk.events import DeskEvent
from motcua.onestop.desk.models import Parcel
from motcua.onestop.desk.ports import PostNews
from motcua.onestop.desk.rights import TAKE_OVER_POST
from motcua.onestop.desk.rules.parcel_turns import ParcelState, is_news
from motcua.onestop.dossiers.api import Dossier, Status, return_result
from motcua.onestop.payments.api import note_collected

COLLECTOR = "post"
POSTMAN = Actor(kind="system", name="Bưu chính công ích")
_EVENTS = {
    ParcelState.REGISTERED: DeskEvent.POST_REGISTERED,
    ParcelState.HANDED_OVER: DeskEvent.POST_HANDED_OVER,
    ParcelState.DELIVERED: DeskEvent.POST_DELIVERED,
    ParcelState.RETURNED: DeskEvent.POST_RETURNED,
    ParcelState.REVOKED: DeskEvent.POST_REVOKED,
    ParcelState.LOST: DeskEvent.POST_LOST,
}


@transaction.atomic
def take_over_parcel(news: PostNews, *, actor: Actor) -> bool:
    """Note where an envelope is; False when that or something later was known. A delivered result is handed over by it.

    Errors: `NotFound` for a number that is not ours, `InvalidInput` for an unknown state, `Conflict` while the result cannot be
    handed over yet (then nothing is noted, and the post tells it again).
    """
    require(actor, TAKE_OVER_POST)
    if news.state not in _EVENTS:
        raise InvalidInput(words("The post reports a state that is not known."), code="not_a_state")
    parcel = Parcel.objects.select_for_update(of=("self",)).select_related("dossier", "unit").filter(number=news.number).first()
    if parcel is None:
        raise NotFound(words("There is no order with this number."))
    parcel.asked_at = clock.real_now()
    if not is_news(news.state, news.step, known=parcel.state, known_step=parcel.step):
        parcel.save(update_fields=["asked_at"])
        return False
    state, now = ParcelState(news.state), clock.now()
    parcel.state, parcel.step, parcel.reason, parcel.changed_at = state.value, news.step, news.reason[:500], now
    parcel.waybill = news.waybill[:40] or parcel.waybill
    if state == ParcelState.DELIVERED and parcel.direction == Parcel.Direction.OUT:
        _delivered(parcel)
    elif state == ParcelState.DELIVERED and parcel.settled == "lost":
        parcel.settled = ""  # found again: it waits to be entered
    parcel.save()
    if state == ParcelState.LOST and parcel.direction == Parcel.Direction.IN:
        record_parcel(parcel, DeskEvent.POST_PAPERS_LOST, actor=actor, at=now, desk=parcel.unit.formal_name)
    else:
        record_parcel(parcel, _EVENTS[state], actor=actor, at=now)
    return True


def _delivered(parcel: Parcel) -> None:
    """The postman handed the result over and collected the fee."""
    parcel.settled = ""
    dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=parcel.dossier_id or 0)
    if parcel.cod:
        parcel.cod_unexplained = not _fee_came_in(parcel, dossier)
    if dossier.status == Status.RESOLVED:
        return_result(dossier.code, method="post", received_by=parcel.person, actor=POSTMAN)


def _fee_came_in(parcel: Parcel, dossier: Dossier) -> bool:
    """Book it under the number of the order, by which the post accounts for it too."""
    try:
        with transaction.atomic():
            note_collected(dossier.code, amount=parcel.cod, collector=COLLECTOR, reference=parcel.number, actor=POSTMAN)
    except Conflict:  # nobody asked for this amount: the desk sees it and gives the money back
        return False
    return True
