"""Make the record of a feedback, whatever the channel: code, secret, place, dossier, first station, clock."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.files.api import StoredFile
from motcua.blocks.numbering.api import next_number
from motcua.ground.directory.api import Unit, unit_by_code
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Fault, NotFound
from motcua.kernel.text import fold
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.feedback.actions.gather import attach
from motcua.onestop.feedback.actions.recording import move_to, record_step, set_clock
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.content import content_in_force
from motcua.onestop.feedback.queries.facts import receiving_unit
from motcua.onestop.feedback.queries.locked import hashed
from motcua.onestop.feedback.rules.grounds import Message, Sender, plain_phone
from motcua.onestop.feedback.rules.transitions import TAKE_IN, Status, take

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without those that are mistaken for others
SECRET_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Opening:
    """Everything a new feedback is made of."""

    key: UUID
    message: Message
    sender: Sender
    channel: str
    at: datetime
    party_id: int | None = None
    foreign_code: str = ""
    held_reason: str = ""
    files: Sequence[StoredFile] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """What the sender gets: the code, and once the secret for following it ("" when it was shown before)."""

    code: str
    secret: str
    held: bool = False


def open_feedback(opening: Opening, *, actor: Actor) -> tuple[Feedback, str]:
    """Store it in the caller's transaction; returns it with its secret. What passes goes into the list of the province's office."""
    secret = "".join(secrets.choice(_LETTERS) for _ in range(SECRET_LENGTH))
    feedback = _filled(opening, secret)
    set_clock(feedback, opening.at)
    feedback.code = f"PAKN-{opening.at:%y%m%d}-{next_number(f'feedback/{opening.at:%y%m%d}'):04d}"
    feedback.save()
    move_to(feedback, feedback.unit_id, at=opening.at, came_by="sent")
    attach(feedback, opening.files, opening.at)
    told = {"kind": feedback.kind, "topic": feedback.topic, "held": bool(opening.held_reason)}
    record_step(feedback, FeedbackEvent.RECEIVED, actor=actor, at=opening.at, payload=told)
    return feedback, secret


def _filled(opening: Opening, secret: str) -> Feedback:
    message, sender = opening.message, opening.sender
    dossier = Dossier.objects.filter(code=message.dossier_code.strip().upper()).first() if message.dossier_code.strip() else None
    feedback = Feedback(
        submission_key=opening.key,
        secret_hash=hashed(secret),
        channel=opening.channel,
        foreign_code=opening.foreign_code,
        kind=message.kind,
        topic=message.topic,
        urgency=message.urgency,
        title=" ".join(message.title.split()),
        text=message.text.strip(),
        search_text=fold(f"{message.title} {message.text}"),
        place=_place(message.place_code),
        place_text=message.place_text.strip(),
        dossier=dossier,
        dossier_code=message.dossier_code.strip().upper()[:40],
        wants_public=message.public,
        unit=office_of_the_province(),
        status=Status.SENT if opening.held_reason else take(TAKE_IN, Status.SENT),
        held_reason=opening.held_reason,
        sent_at=opening.at,
    )
    _name_sender(feedback, sender, opening.party_id)
    if feedback.kind == "conduct" and dossier is not None:
        feedback.accused = dossier.competent
    return feedback


def _name_sender(feedback: Feedback, sender: Sender, party_id: int | None) -> None:
    feedback.anonymous, feedback.hide_name = sender.anonymous, sender.hide_name
    if sender.anonymous:
        return
    feedback.party_id = party_id
    feedback.sender_name = " ".join(sender.name.split())
    feedback.sender_phone, feedback.sender_email = plain_phone(sender.phone), sender.email.strip()
    feedback.sender_address = sender.address.strip()


def office_of_the_province() -> Unit:
    """The office that takes in for the whole province. Raises Fault when the content names none that exists."""
    office, _, division = content_in_force().receivers.province.partition("/")
    unit = receiving_unit(office, division)
    if unit is None:
        raise Fault("the content names no office that receives feedback")
    return unit


def _place(code: str) -> Unit | None:
    if not code:
        return None
    try:
        return unit_by_code(code)
    except NotFound:
        return None


def opened_before(key: UUID) -> Feedback | None:
    """The feedback that this very form made already."""
    return Feedback.objects.filter(submission_key=key).first()
