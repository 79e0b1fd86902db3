"""Speak with the post: place an order, call it back, ask about those of which nothing was heard."""

from datetime import timedelta

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Fault, FieldError, InvalidInput, words
from motcua.onestop.desk.actions.send_result import held_parcel
from motcua.onestop.desk.actions.take_over_parcel import POSTMAN, take_over_parcel
from motcua.onestop.desk.models import Parcel
from motcua.onestop.desk.ports import Address, PostNews, PostOrder, public_post
from motcua.onestop.desk.rights import TAKE_OVER_POST
from motcua.onestop.desk.rules.parcel_turns import ON_THE_WAY, ParcelState

SILENT = timedelta(minutes=5)
_AT_ONCE = 50


def tell_post(parcel_id: int, *, actor: Actor) -> None:
    """Place the order of an envelope; telling it twice is one order. `Fault` when the post does not answer: tried again.

    Without a connector nothing happens: the officer enters the waybill by hand.
    """
    require(actor, TAKE_OVER_POST)
    post = public_post()
    parcel = Parcel.objects.select_related("unit", "dossier").filter(pk=parcel_id, state=ParcelState.ORDERED).first()
    if post is None or parcel is None:
        return
    take_over_parcel(post.order(_order(parcel)), actor=POSTMAN)


def ask_about_silent(*, actor: Actor) -> int:
    """Ask about envelopes on their way of which nothing was heard for five minutes, the longest silent first. Returns how many.

    One that the post never confirmed is ordered again; a post that is down is asked again the next time.
    """
    require(actor, TAKE_OVER_POST)
    post = public_post()
    if post is None:
        return 0
    silent = Parcel.objects.filter(state__in=ON_THE_WAY, asked_at__lt=clock.real_now() - SILENT).select_related("unit", "dossier")
    asked = 0
    for parcel in silent.order_by("asked_at")[:_AT_ONCE]:
        try:
            news = post.order(_order(parcel)) if parcel.state == ParcelState.ORDERED else post.ask(parcel.number)
            take_over_parcel(news, actor=POSTMAN)
        except Fault:
            return asked
        except Conflict:
            Parcel.objects.filter(pk=parcel.pk).update(asked_at=clock.real_now())
        asked += 1
    return asked


def revoke_parcel(parcel_id: int, *, actor: Actor) -> bool:
    """Call an order back; True when the post still could. Errors: `Conflict` when it is over, `Fault` when the post is silent."""
    with transaction.atomic():
        parcel = held_parcel(parcel_id, actor)
    if parcel.state not in ON_THE_WAY:
        raise Conflict(words("This envelope has arrived, or its order is over."), code="over", way_out=words("Look at the list again."))
    post = public_post()
    if post is None:
        return enter_news(parcel_id, state=ParcelState.REVOKED, waybill=parcel.waybill, reason="", actor=actor)
    try:
        news = post.revoke(parcel.number)
    except Fault as fault:
        raise Conflict(words("The post does not answer now."), code="post_silent", way_out=words("Try again in a few minutes.")) from fault
    take_over_parcel(news, actor=POSTMAN)
    return news.state == ParcelState.REVOKED


def enter_news(parcel_id: int, *, state: str, waybill: str, reason: str = "", actor: Actor) -> bool:
    """An officer enters what the post said by paper or phone, where there is no connection or it is down for long.

    Errors: `InvalidInput` without a waybill, `NotFound`, `Forbidden`; otherwise as `take_over_parcel`.
    """
    with transaction.atomic():
        parcel = held_parcel(parcel_id, actor)
        if not waybill.strip():
            message = words("Enter the number of the waybill.")
            raise InvalidInput(message, fields=[FieldError("waybill", message)])
        if Parcel.objects.filter(waybill=waybill.strip()).exclude(pk=parcel.pk).exists():
            message = words("Another envelope has this waybill already.")
            raise InvalidInput(message, fields=[FieldError("waybill", message)])
        return take_over_parcel(PostNews(parcel.number, waybill.strip(), state, parcel.step + 1, reason), actor=POSTMAN)


def _order(parcel: Parcel) -> PostOrder:
    desk = Address(parcel.unit.formal_name, parcel.unit.address, parcel.unit.phone)
    person = Address(parcel.person, parcel.address, parcel.phone)
    fetched = parcel.direction == Parcel.Direction.IN
    return PostOrder(
        number=parcel.number,
        sender=person if fetched else desk,
        receiver=desk if fetched else person,
        description=parcel.dossier.code if parcel.dossier else parcel.procedure_code,
        cod=parcel.cod,
        pick_up=fetched,
        ordered_at=parcel.ordered_at,
    )
