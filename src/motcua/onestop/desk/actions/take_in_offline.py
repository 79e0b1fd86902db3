"""What a desk took in without network arrives: each entry once, at the moment it happened, under the number that was printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min
from pydantic import ValidationError

from motcua.blocks.events.api import record
from motcua.blocks.forms.api import FindArea
from motcua.blocks.permissions.api import require
from motcua.ground.parties.api import Particulars, Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, Forbidden, InvalidInput, NotFound, Refusal, words
from motcua.kernel.text import fold
from motcua.onestop.desk.actions.attach_photographs import attach_photographs
from motcua.onestop.desk.actions.reserve_numbers import digest_of
from motcua.onestop.desk.actions.take_in import applicant, take_in
from motcua.onestop.desk.events import OFFLINE as STREAM
from motcua.onestop.desk.events import DeskEvent
from motcua.onestop.desk.models import NumberBlock, OfflineEntry, ReservedNumber
from motcua.onestop.desk.queries.offline_terms import answers_of, competent_at
from motcua.onestop.desk.rights import OFFLINE
from motcua.onestop.desk.rules.offline import PROBLEM_WORDS, Problem, Told, implausible
from motcua.onestop.desk.rules.offline_sheet import Person, SentEntry, Sheet
from motcua.onestop.dossiers.api import Dossier, HandedIn, ReservedNumbers, WalkIn

Held = OfflineEntry.State.HELD


@dataclass(frozen=True, slots=True)
class Device:
    """Who sends: the block it was prepared with, its key, and by how much its clock is ahead now."""

    uid: UUID
    key: str
    clock_off: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Reception:
    """How an entry is received: when, under which numbers (None: new ones), and whether a known person with another name is accepted."""

    at: datetime
    number: ReservedNumber | None
    known_person_holds: bool = False


@transaction.atomic
def take_in_offline(sent: SentEntry, *, device: Device, find_area: FindArea, again: bool = False, actor: Actor) -> OfflineEntry:
    """Take one entry in, or keep it with the reason for the head to decide; sent twice it is one.

    A corrected sheet under the same key is tried anew while the entry waits, as is the same one with `again`.
    Errors: `NotFound` for a number that is not of this block, `Forbidden` for a device that is not the one prepared.
    """
    block = locked_block(device, actor)
    entry = OfflineEntry.objects.filter(key=sent.key).first()
    if entry is not None and (entry.state != Held or (entry.digest == sent.digest and not again)):
        return entry
    entry = _written(entry, sent, block)
    problem = _problem(entry, block, device.clock_off)
    if problem is not None:
        return hold(entry, problem, [], actor=actor)
    return receive_entry(entry, Reception(entry.happened_at, entry.number), find_area=find_area, actor=actor)


def locked_block(device: Device, actor: Actor) -> NumberBlock:
    """The block of a device, locked: one device is dealt with at a time. `Forbidden` for another device or a foreign desk."""
    block = NumberBlock.objects.select_for_update(of=("self",)).select_related("desk").filter(uid=device.uid).first()
    if block is None or not compare_digest(block.device_digest, digest_of(device.key)):
        raise Forbidden(words("This device was not prepared here."), way_out=words("Prepare it anew while there is a network."))
    require(actor, OFFLINE, unit_path=block.desk.path)
    return block


def receive_entry(entry: OfflineEntry, reception: Reception, *, find_area: FindArea, actor: Actor) -> OfflineEntry:
    """Receive an entry as a dossier of its moment; what refuses it is kept with it."""
    try:
        with transaction.atomic(), clock.as_of(reception.at):
            dossier = _received(entry, reception, find_area, actor)
    except ValidationError:
        return hold(entry, Problem.NOT_READABLE, [], actor=actor)
    except _Differs:
        return hold(entry, Problem.PERSON_DIFFERS, [], actor=actor)
    except Refusal as refused:
        return hold(entry, Problem.REFUSED, _reasons(refused), actor=actor)
    number = entry.number
    if reception.number is not None:
        ReservedNumber.objects.filter(pk=number.pk).update(state=ReservedNumber.State.USED, reason="")
    entry.state, entry.dossier, entry.problem, entry.reasons = OfflineEntry.State.TAKEN, dossier, "", []
    entry.save()
    attach_photographs(entry, actor=actor)
    payload = {
        "code": dossier.code,
        "printed": number.code,
        "device": entry.block.device_name,
        "happened_at": entry.happened_at.isoformat(),
        "sequence": entry.sequence,
    }
    _record(entry, DeskEvent.OFFLINE_TAKEN, payload, actor)
    return entry


def hold(entry: OfflineEntry, problem: Problem, reasons: list[dict[str, object]], *, actor: Actor) -> OfflineEntry:
    """Keep an entry that could not be taken in; its number is promised to a citizen and cannot be voided with the rest."""
    entry.state, entry.problem = Held, problem.value
    entry.reasons = reasons or [{"message": PROBLEM_WORDS[problem], "params": {}, "field": ""}]
    entry.save()
    ReservedNumber.objects.filter(pk=entry.number_id, state=ReservedNumber.State.FREE).update(state=ReservedNumber.State.PROMISED)
    payload = {"code": entry.number.code, "device": entry.block.device_name, "problem": problem.value}
    _record(entry, DeskEvent.OFFLINE_HELD, payload, actor)
    return entry


class _Differs(Exception):  # noqa: N818 -- carried from one function of this file to another
    """The number is that of somebody else."""


def _written(entry: OfflineEntry | None, sent: SentEntry, block: NumberBlock) -> OfflineEntry:
    number = ReservedNumber.objects.filter(block=block, code=sent.code).first()
    if number is None or (entry is not None and entry.block_id != block.pk):
        raise NotFound(words("This number was not reserved for this device."))
    entry = entry or OfflineEntry(key=sent.key)
    entry.block, entry.number, entry.sequence, entry.happened_at = block, number, sent.sequence, sent.at
    entry.arrived_at, entry.digest, entry.sheet = clock.real_now(), sent.digest, dict(sent.sheet)
    person = sent.sheet.get("person")
    entry.person = str(person.get("full_name", ""))[:200] if isinstance(person, Mapping) else ""
    return entry


def _problem(entry: OfflineEntry, block: NumberBlock, clock_off: timedelta) -> Problem | None:
    if block.state != NumberBlock.State.OPEN:
        return Problem.BLOCK_CLOSED
    if number_is_taken(entry):
        return Problem.NUMBER_USED
    others = OfflineEntry.objects.filter(block=block, state=OfflineEntry.State.TAKEN).exclude(key=entry.key)
    around = others.filter(sequence__lt=entry.sequence).aggregate(at=Max("happened_at"))["at"]
    after = others.filter(sequence__gt=entry.sequence).aggregate(at=Min("happened_at"))["at"]
    told = Told(entry.happened_at, entry.number.day, clock.now(), block.prepared_at, around, after, clock_off)
    return implausible(told)


def number_is_taken(entry: OfflineEntry) -> bool:
    """Whether another entry has the number already: somebody copied the store of the device."""
    others = OfflineEntry.objects.filter(number_id=entry.number_id).exclude(key=entry.key)
    return others.exclude(state=OfflineEntry.State.REJECTED).exists()


def _received(entry: OfflineEntry, reception: Reception, find_area: FindArea, actor: Actor) -> Dossier:
    sheet = Sheet.model_validate(entry.sheet)
    owner = _party(sheet.person, reception.known_person_holds, actor)
    desk, number = entry.block.desk, reception.number
    walk_in = WalkIn(
        key=entry.key,
        procedure_code=sheet.procedure,
        competent_id=competent_at(desk, sheet.procedure, reception.at.date()).pk,
        receiver_id=desk.pk,
        owner=owner,
        answers=answers_of(sheet.procedure, sheet.posted, reception.at.date(), find_area),
        papers=[HandedIn(key, key) for key in sheet.seen],
        fee_collected=sheet.fee,
        reserved=ReservedNumbers(number.code, number.slip_number, sheet.due) if number else None,
    )
    return take_in(walk_in, actor=actor)


def _party(person: Person, known_person_holds: bool, actor: Actor) -> Party:
    if not person.number:
        message = words("Enter the number of the person.")
        raise InvalidInput(message, fields=[FieldError("number", message)])
    given = Particulars(
        kind="organisation" if person.is_organisation else "person",
        full_name=person.full_name,
        citizen_id="" if person.is_organisation else person.number,
        tax_code=person.number if person.is_organisation else "",
        birth_date=person.birth_date,
        sex=person.sex,
        phone=person.phone,
        email=person.email,
        address=person.address,
    )
    party = applicant(given, actor=actor)
    if not known_person_holds and fold(party.full_name) != fold(person.full_name):
        raise _Differs
    return party


def _reasons(refused: Refusal) -> list[dict[str, object]]:
    told = [(one.field, one.message, one.params) for one in refused.fields] or [("", refused.message, refused.params)]
    return [{"field": field, "message": message, "params": {k: str(v) for k, v in params.items()}} for field, message, params in told]


def _record(entry: OfflineEntry, kind: DeskEvent, payload: Mapping[str, object], actor: Actor) -> None:
    subject = entry.dossier.owner_id if entry.dossier else None
    record(STREAM, entry.block_id, kind, actor=actor, at=clock.now(), unit_id=entry.block.desk_id, subject_id=subject, payload=payload)
