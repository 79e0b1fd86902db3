"""Propose an inspection outside the plan."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.office.inspections.actions.take_turn import needed, told, wrong
from motcua.office.inspections.events import InspectionEvent
from motcua.office.inspections.models import Inspection
from motcua.office.inspections.queries.content import inspection_content
from motcua.office.inspections.rights import INSPECT


@dataclass(frozen=True, slots=True)
class Unplanned:
    """What is proposed; `reason` when the unit is inspected on this subject a second time in the year."""

    body_id: int
    unit_id: int
    subject: str
    matter: str
    grounds: str
    reason: str = ""


@transaction.atomic
def propose_unplanned(said: Unplanned, *, actor: Actor) -> Inspection:
    """Store it as planned for the running quarter; it goes on as any other: team, decision, visit.

    Errors: `InvalidInput` without grounds, with an unknown subject, or for a second one in the year without a reason; `Forbidden`.
    """
    body, place = unit(said.body_id), unit(said.unit_id)
    require(actor, INSPECT, unit_path=body.path)
    subject = inspection_content().subject(said.subject)
    if subject is None:
        raise wrong("subject", words("Choose one from the list."))
    matter = needed(said.matter, "matter", words("Say what is looked at."))
    grounds = needed(said.grounds, "grounds", words("Say on which grounds an inspection outside the plan is made."))
    today = clock.today()
    try:
        with transaction.atomic():
            made = Inspection.objects.create(
                body=body,
                unit=place,
                subject=subject.key,
                area=subject.area,
                year=today.year,
                quarter=(today.month + 2) // 3,
                matter=matter,
                grounds=grounds,
                reason=said.reason.strip(),
            )
    except IntegrityError as twice:
        message = words("This unit is inspected on this subject in the year already; give a reason for a second time.")
        raise InvalidInput(message, fields=[FieldError("reason", message)]) from twice
    told(made, InspectionEvent.PROPOSED, actor=actor, payload={"unit": place.code, "subject": subject.key, "grounds": grounds})
    return made
