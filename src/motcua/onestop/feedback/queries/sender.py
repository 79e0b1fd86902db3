"""Who sent a feedback: shown to those who need it, and every look is written down."""

from dataclasses import dataclass

from django.db import transaction

from motcua.blocks.audit.api import record_access
from motcua.blocks.permissions.api import holdings_with
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words
from motcua.onestop.feedback.events import STREAM
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.content import content_in_force
from motcua.onestop.feedback.queries.facts import receiving_unit
from motcua.onestop.feedback.rights import READ, SEE_SENDER
from motcua.onestop.feedback.rules.impartiality import may_see_sender
from motcua.onestop.feedback.rules.personal_data import Known

NOBODY = 0  # the subject of a reading when the sender has no record as a party: the feedback itself names the person


@dataclass(frozen=True, slots=True)
class Contact:
    """How the sender can be reached; for messages, and for those who may see the sender."""

    party_id: int | None
    name: str
    phone: str
    email: str
    address: str


def contact_of(feedback_id: int) -> Contact | None:
    """For the part of the house that sends messages; None for an anonymous sender or one of another system."""
    one = Feedback.objects.filter(pk=feedback_id, anonymous=False).exclude(channel=Feedback.Channel.NATIONAL).first()
    return _contact(one) if one else None


def known_of(feedback: Feedback) -> Known:
    """What is known of the sender, to be struck out of texts."""
    return Known(feedback.sender_name, feedback.sender_phone, feedback.sender_email, feedback.sender_address)


def sees_sender(feedback: Feedback, actor: Actor) -> bool:
    """Whether the sender may be shown: where it lies, at the province's office, never to the accused."""
    if feedback.anonymous:
        return False
    paths = [holding.unit_path for holding in holdings_with(actor, SEE_SENDER)]
    office = receiving_unit(*content_in_force().receivers.province.split("/", 1))
    responsible = [feedback.unit.path, *([office.path] if office else [])]
    return may_see_sender(paths, responsible=responsible, accused_path=feedback.accused.path if feedback.accused else "")


@transaction.atomic
def reveal_sender(code: str, *, actor: Actor) -> Contact:
    """The sender, for one who needs to know; the look is written down. Errors: `Forbidden`, `NotFound`."""
    feedback = Feedback.objects.visible_to(actor).select_related("unit", "accused").filter(code=code).first()
    if feedback is None or not sees_sender(feedback, actor):
        raise Forbidden(
            words("You do not need to know who sent this feedback."), way_out=words("The office that answers it can write to the sender.")
        )
    note_reading(feedback, actor, "feedback_sender")
    return _contact(feedback)


@transaction.atomic
def note_reading(feedback: Feedback, actor: Actor, purpose: str = "") -> None:
    """Write down that an official read what a person sent, and for what."""
    if actor.kind != "official":
        return
    supervises = {holding.role for holding in holdings_with(actor, READ)} == {"auditor"}
    record_access(
        actor=actor,
        subject_id=feedback.party_id or NOBODY,
        purpose=purpose or ("supervision" if supervises else "feedback"),
        at=clock.now(),
        stream=STREAM,
        stream_id=feedback.pk,
    )


def _contact(feedback: Feedback) -> Contact:
    return Contact(feedback.party_id, feedback.sender_name, feedback.sender_phone, feedback.sender_email, feedback.sender_address)
