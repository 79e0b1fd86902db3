"""Papers come in by the public post: the citizen orders the postman, or brings them to a post office; the desk takes them in."""

from uuid import uuid4

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, unit
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, Forbidden, InvalidInput, words
from motcua.onestop.catalogue.api import version_in_force
from motcua.onestop.desk.actions.recording import record_parcel
from motcua.onestop.desk.actions.send_result import check_address, held_parcel
from motcua.onestop.desk.events import DeskEvent
from motcua.onestop.desk.models import Parcel
from motcua.onestop.desk.rights import ORDER_PICK_UP, POST
from motcua.onestop.desk.rules.parcel_turns import ON_THE_WAY, ParcelState
from motcua.onestop.dossiers.api import Dossier

MOST_PICK_UPS = 3


@transaction.atomic
def order_pick_up(desk_id: int, *, procedure_code: str, address: str, phone: str, actor: Actor) -> Parcel:
    """The postman fetches the citizen's papers at home and brings them to the desk.

    Errors: `InvalidInput` for a missing address or phone, or a unit that is no one-stop desk; `NotFound` for an unknown
    procedure; `Conflict` when three orders are on their way already.
    """
    require(actor, ORDER_PICK_UP)
    if actor.party_id is None:
        raise Forbidden(
            words("Your login is not joined to a person yet."), way_out=words("Log in with your electronic identity, then try again.")
        )
    party = Party.objects.get(pk=actor.party_id)
    check_address(party.full_name, address)
    if not phone.strip():
        message = words("Enter a phone number: the postman calls before coming.")
        raise InvalidInput(message, fields=[FieldError("phone", message)])
    desk = Unit.objects.filter(pk=desk_id, kind=Unit.Kind.ONE_STOP).first()
    if desk is None:
        message = words("Choose the one-stop desk.")
        raise InvalidInput(message, fields=[FieldError("desk", message)])
    version_in_force(procedure_code, clock.today())
    if Parcel.objects.filter(party=party, direction=Parcel.Direction.IN, state__in=ON_THE_WAY).count() >= MOST_PICK_UPS:
        raise Conflict(
            words("You have %(count)s orders on their way already."),
            code="too_many",
            params={"count": MOST_PICK_UPS},
            way_out=words("Wait until the postman has come."),
        )
    now = clock.now()
    parcel = Parcel.objects.create(
        number=f"IN-{now:%y%m%d}-{uuid4().hex[:10].upper()}",
        direction=Parcel.Direction.IN,
        unit=desk,
        party=party,
        procedure_code=procedure_code,
        person=party.full_name,
        address=address.strip(),
        phone=phone.strip(),
        ordered_at=now,
        changed_at=now,
        asked_at=clock.real_now(),
    )
    record_parcel(parcel, DeskEvent.POST_ORDERED, actor=actor, at=now, cod=0)
    return parcel


@transaction.atomic
def note_envelope(desk_id: int, waybill: str, *, actor: Actor) -> Parcel:
    """An envelope lies on the desk: the one the post announced with this waybill, or a new one brought to a post office.

    Noting it twice finds the same. Errors: `InvalidInput` without a waybill or when it went to another desk, `Forbidden`.
    """
    desk = unit(desk_id)
    require(actor, POST, unit_path=desk.path)
    number = "".join(waybill.split()).upper()
    if not (number.isascii() and 4 <= len(number) <= 40):
        message = words("Enter the number of the waybill.")
        raise InvalidInput(message, fields=[FieldError("waybill", message)])
    known = Parcel.objects.select_for_update(of=("self",)).select_related("dossier", "unit").filter(waybill=number).first()
    now = clock.now()
    if known is not None:
        if known.unit_id != desk.pk or known.direction != Parcel.Direction.IN:
            message = words("This waybill belongs to another desk, or to an envelope that went out.")
            raise InvalidInput(message, fields=[FieldError("waybill", message)])
        if known.state not in (ParcelState.DELIVERED,):
            known.state, known.step, known.changed_at = ParcelState.DELIVERED.value, known.step + 1, now
            known.save(update_fields=["state", "step", "changed_at"])
            record_parcel(known, DeskEvent.POST_DELIVERED, actor=actor, at=now)
        return known
    parcel = Parcel.objects.create(
        number=f"IN-{now:%y%m%d}-{uuid4().hex[:10].upper()}",
        direction=Parcel.Direction.IN,
        unit_id=desk.pk,
        waybill=number,
        person="",
        address="",
        state=ParcelState.DELIVERED,
        step=1,
        ordered_at=now,
        changed_at=now,
        asked_at=clock.real_now(),
    )
    record_parcel(parcel, DeskEvent.POST_DELIVERED, actor=actor, at=now)
    return parcel


@transaction.atomic
def link_envelope(parcel_id: int, dossier_code: str, *, actor: Actor) -> Parcel:
    """The papers of the envelope became this dossier; doing it twice changes nothing. Errors: `NotFound`, `Forbidden`."""
    parcel = held_parcel(parcel_id, actor)
    dossier = Dossier.objects.visible_to(actor).get(code=dossier_code)
    if parcel.dossier_id is None:
        parcel.dossier, parcel.party_id, parcel.settled = dossier, dossier.owner_id, "registered"
        parcel.save(update_fields=["dossier", "party", "settled"])
    return parcel


@transaction.atomic
def send_back_envelope(parcel_id: int, *, note: str, actor: Actor) -> Parcel:
    """An envelope that cannot be taken in (nobody named, nothing legible, not ours) goes back; the reason is kept.

    Errors: `InvalidInput` without a reason, `Conflict` when it is a dossier already.
    """
    parcel = held_parcel(parcel_id, actor)
    if not note.strip():
        message = words("Say why the envelope goes back.")
        raise InvalidInput(message, fields=[FieldError("note", message)])
    if parcel.direction != Parcel.Direction.IN or parcel.settled:
        raise Conflict(words("This envelope has been dealt with."), code="dealt_with", way_out=words("Look at the list again."))
    parcel.settled, parcel.note = "sent_back", note.strip()[:500]
    parcel.save(update_fields=["settled", "note"])
    return parcel


@transaction.atomic
def close_lost_envelope(parcel_id: int, *, note: str, actor: Actor) -> Parcel:
    """Papers that the post lost on their way here are dealt with: the note says how the citizen is helped.

    Found again and delivered, the envelope is on the list once more. Errors: `InvalidInput` without a note, `Conflict` when it
    is not lost or was closed before, `NotFound`, `Forbidden`.
    """
    parcel = held_parcel(parcel_id, actor)
    if not note.strip():
        message = words("Say what was agreed with the citizen.")
        raise InvalidInput(message, fields=[FieldError("note", message)])
    if parcel.direction != Parcel.Direction.IN or parcel.state != ParcelState.LOST or parcel.settled:
        raise Conflict(words("This envelope has been dealt with."), code="dealt_with", way_out=words("Look at the list again."))
    parcel.settled, parcel.note = "lost", note.strip()[:500]
    parcel.save(update_fields=["settled", "note"])
    return parcel
