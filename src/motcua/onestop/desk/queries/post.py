"""Envelopes of a desk: what has to be sent, what is on its way, what went wrong, what has arrived."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.blocks.permissions.api import holdings_with, require
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.desk.models import Parcel
from motcua.onestop.desk.rights import POST
from motcua.onestop.desk.rules.parcel_turns import FAILED, ON_THE_WAY, ParcelState
from motcua.onestop.dossiers.api import Dossier, Status

MOST = 100


@dataclass(frozen=True, slots=True)
class PostRoom:
    """The four heaps of the post room; each at most a hundred, the oldest first."""

    to_send: Sequence[Dossier]
    on_the_way: Sequence[Parcel]
    troubles: Sequence[Parcel]
    arrived: Sequence[Parcel]
    announced: Sequence[Parcel]


def post_room(actor: Actor) -> PostRoom:
    """Everything by post at the actor's desks. Five queries."""
    desks = [holding.unit_id for holding in holdings_with(actor, POST)]
    parcels = Parcel.objects.filter(unit_id__in=desks).select_related("dossier", "party").order_by("changed_at", "pk")
    out, into = parcels.filter(direction=Parcel.Direction.OUT), parcels.filter(direction=Parcel.Direction.IN)
    busy = Parcel.objects.filter(dossier_id=OuterRef("pk"), direction=Parcel.Direction.OUT).filter(
        Q(state__in=ON_THE_WAY) | Q(state__in=FAILED, settled="")
    )
    to_send = (
        Dossier.objects.visible_to(actor)
        .filter(receiver_id__in=desks, status=Status.RESOLVED, return_wish=Dossier.ReturnWish.POST, result__signed_at__isnull=False)
        .exclude(Exists(busy))
        .select_related("procedure", "owner")
        .order_by("ended_at")
    )
    return PostRoom(
        to_send=list(to_send[:MOST]),
        on_the_way=list(out.filter(state__in=ON_THE_WAY)[:MOST]),
        troubles=list(out.filter(Q(state__in=FAILED, settled="") | Q(cod_unexplained=True))[:MOST]),
        arrived=list(into.filter(state=ParcelState.DELIVERED, settled="", dossier__isnull=True)[:MOST]),
        announced=list(into.filter(state__in=[*ON_THE_WAY, ParcelState.LOST, ParcelState.RETURNED], settled="")[:MOST]),
    )


def my_parcels(actor: Actor) -> QuerySet[Parcel]:
    """What the post fetched from the citizen or brings to him, the newest first."""
    if actor.party_id is None:
        return Parcel.objects.none()
    return Parcel.objects.filter(party_id=actor.party_id).select_related("unit", "dossier").order_by("-ordered_at", "-pk")


def parcels_of(dossier: Dossier) -> list[Parcel]:
    """The envelopes of one dossier, in the order in which they were sent."""
    return list(dossier.parcels.order_by("pk"))


def envelope_for(parcel_id: int, *, actor: Actor) -> Parcel:
    """An envelope of the actor's desk; `NotFound`, `Forbidden`."""
    parcel = Parcel.objects.select_related("dossier", "party", "unit").filter(pk=parcel_id).first()
    if parcel is None:
        raise NotFound(words("There is no such envelope."))
    require(actor, POST, unit_path=parcel.unit.path)
    return parcel
