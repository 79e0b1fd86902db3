"""One event per step of a ticket or an appointment, in the same transaction as the step."""

from collections.abc import Mapping
from datetime import datetime

from motcua.blocks.events.api import record
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.onestop.desk.events import APPOINTMENTS, PARCELS, TICKETS, DeskEvent
from motcua.onestop.desk.models import Appointment, Parcel, Ticket


def record_ticket(ticket: Ticket, kind: DeskEvent, *, actor: Actor, at: datetime, **payload: object) -> None:
    """The event of a step of a ticket."""
    told: Mapping[str, object] = {"number": ticket.number, "hall": ticket.hall.slug, **payload}
    record(TICKETS, ticket.pk, kind, actor=actor, at=at, unit_id=ticket.hall.unit_id, subject_id=ticket.party_id, payload=told)


def record_appointment(one: Appointment, kind: DeskEvent, *, actor: Actor, at: datetime, **payload: object) -> None:
    """The event of a step of an appointment, with what a message to the citizen tells."""
    told: Mapping[str, object] = {
        "code": one.code,
        "hall": one.hall.slug,
        "place": one.hall.unit.formal_name,
        "starts_at": one.starts_at.astimezone(VIETNAM).isoformat(),
        "procedure": one.procedure_code,
        **payload,
    }
    record(APPOINTMENTS, one.pk, kind, actor=actor, at=at, unit_id=one.hall.unit_id, subject_id=one.party_id, payload=told)


def record_parcel(parcel: Parcel, kind: DeskEvent, *, actor: Actor, at: datetime, **payload: object) -> None:
    """The event of a step of an envelope; `code` is the dossier's, empty before there is one."""
    told: Mapping[str, object] = {
        "number": parcel.number,
        "code": parcel.dossier.code if parcel.dossier else "",
        "direction": parcel.direction,
        "waybill": parcel.waybill,
        "reason": parcel.reason,
        **payload,
    }
    record(PARCELS, parcel.pk, kind, actor=actor, at=at, unit_id=parcel.unit_id, subject_id=parcel.party_id, payload=told)
