"""A dossier taken in for the agency of another territory: when it went there, was taken up, decided, and given back."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from motcua.blocks.workflow.api import Task, tasks_of
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.models import Dossier


class Leg(IntEnum):
    """Where it is between the two units (the sub-states of domain 1.4, as the province's system numbers them)."""

    SENT = 1
    IN_PROCESS = 2
    RETURNED = 3
    AWAITING_DESK = 4


@dataclass(frozen=True, slots=True)
class Handover:
    """The dates of one dossier between the receiving and the competent unit; those still to come are None."""

    leg: Leg
    sent_at: datetime | None
    taken_up_at: datetime | None
    decided_at: datetime | None
    returned_at: datetime | None


def handover_of(dossier: Dossier) -> Handover:
    """Read from what happened: it is sent in the moment of reception, and taken up when the first step there is done. One query."""
    steps = tasks_of(STREAM, dossier.pk).filter(completed_at__isnull=False).exclude(outcome=Task.CANCELLED)
    first = steps.order_by("completed_at").values_list("completed_at", flat=True).first()
    leg = Leg.RETURNED if dossier.returned_at else Leg.AWAITING_DESK if dossier.ended_at else Leg.IN_PROCESS if first else Leg.SENT
    return Handover(leg, dossier.received_at, first, dossier.ended_at, dossier.returned_at)
