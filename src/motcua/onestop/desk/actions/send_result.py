"""The result goes out by the public post; what comes back or is lost is sent again or waits at the counter."""

from django.db import IntegrityError, transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.onestop.desk.actions.recording import record_parcel
from motcua.onestop.desk.events import DeskEvent
from motcua.onestop.desk.models import Parcel
from motcua.onestop.desk.rights import POST
from motcua.onestop.desk.rules.parcel_turns import FAILED
from motcua.onestop.dossiers.api import Dossier, Result, Status, locked_dossier


@transaction.atomic
def send_result(code: str, *, person: str, address: str, phone: str = "", actor: Actor) -> Parcel:
    """Order the post to bring a signed result home; fees still owed are collected by the postman.

    Errors: `InvalidInput` naming name or address that is missing, `Conflict` unless the result is signed and waits at this
    desk, or when an envelope is on its way already; `NotFound`, `Forbidden`.
    """
    dossier = locked_dossier(code, actor)
    require(actor, POST, unit_path=unit(dossier.receiver_id).path)
    check_address(person, address)
    if dossier.status != Status.RESOLVED or not Result.objects.filter(dossier=dossier, signed_at__isnull=False).exists():
        raise Conflict(
            words("There is no signed result to send."), code="nothing_to_send", way_out=words("Wait until the result is signed.")
        )
    sent_before = Parcel.objects.filter(dossier=dossier, direction=Parcel.Direction.OUT).count()
    now = clock.now()
    parcel = Parcel(
        number=f"{dossier.code}-P{sent_before + 1}",
        direction=Parcel.Direction.OUT,
        unit_id=dossier.receiver_id,
        party_id=dossier.owner_id,
        dossier=dossier,
        cod=dossier.fee_owed,
        person=person.strip(),
        address=address.strip(),
        phone=phone.strip(),
        ordered_at=now,
        changed_at=now,
        asked_at=clock.real_now(),
    )
    try:
        with transaction.atomic():
            parcel.save()
    except IntegrityError as error:
        raise Conflict(
            words("An envelope with this result is on its way already."),
            code="on_the_way",
            way_out=words("Wait for what the post reports, or revoke the order first."),
        ) from error
    Dossier.objects.filter(pk=dossier.pk).update(return_wish=Dossier.ReturnWish.POST)
    record_parcel(parcel, DeskEvent.POST_ORDERED, actor=actor, at=now, cod=parcel.cod)
    return parcel


@transaction.atomic
def send_again(parcel_id: int, *, person: str, address: str, phone: str = "", actor: Actor) -> Parcel:
    """What came back or was lost is sent once more, perhaps to another address. Errors: as `send_result`."""
    failed = held_parcel(parcel_id, actor)
    _require_failed(failed)
    code = failed.dossier.code if failed.dossier else ""
    fresh = send_result(code, person=person, address=address, phone=phone, actor=actor)
    failed.settled = "again"
    failed.save(update_fields=["settled"])
    return fresh


@transaction.atomic
def keep_at_counter(parcel_id: int, *, actor: Actor) -> Parcel:
    """What came back or was lost waits at the counter; the owner is told by the event of the parcel."""
    failed = held_parcel(parcel_id, actor)
    _require_failed(failed)
    failed.settled = "counter"
    failed.save(update_fields=["settled"])
    Dossier.objects.filter(pk=failed.dossier_id or 0, status=Status.RESOLVED).update(return_wish=Dossier.ReturnWish.COUNTER)
    return failed


@transaction.atomic
def explain_money(parcel_id: int, *, actor: Actor) -> Parcel:
    """The money that the postman collected twice was given back."""
    parcel = held_parcel(parcel_id, actor)
    parcel.cod_unexplained = False
    parcel.save(update_fields=["cod_unexplained"])
    return parcel


def held_parcel(parcel_id: int, actor: Actor) -> Parcel:
    """An envelope of the actor's desk, its row locked; `NotFound`, `Forbidden`."""
    parcel = Parcel.objects.select_for_update(of=("self",)).select_related("dossier", "unit").filter(pk=parcel_id).first()
    if parcel is None:
        raise NotFound(words("There is no such envelope."))
    require(actor, POST, unit_path=parcel.unit.path)
    return parcel


def _require_failed(parcel: Parcel) -> None:
    if parcel.direction != Parcel.Direction.OUT or parcel.state not in FAILED or parcel.settled:
        raise Conflict(
            words("Nothing has to be done about this envelope any more."),
            code="nothing_failed",
            way_out=words("Look at the list again to see how it stands now."),
        )


def check_address(person: str, address: str) -> None:
    """Both ends of the way need a name and an address; `InvalidInput` names what is missing."""
    wrong = []
    if not person.strip():
        wrong.append(FieldError("person", words("Enter the name of the person who receives the envelope.")))
    if not address.strip():
        wrong.append(FieldError("address", words("Enter the address where the envelope shall go.")))
    if wrong:
        raise InvalidInput(words("The post needs a name and an address."), fields=wrong)
