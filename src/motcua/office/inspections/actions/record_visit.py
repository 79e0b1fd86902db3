"""Minutes of a visit, typed at the place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.blocks.files.api import Readable, store_upload
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words
from motcua.office.inspections.actions.take_turn import EVIDENCE, held_inspection, needed, told, wrong
from motcua.office.inspections.events import InspectionEvent
from motcua.office.inspections.models import Visit, VisitFile
from motcua.office.inspections.rights import INSPECT
from motcua.office.inspections.rules.turns import Turn


@dataclass(frozen=True, slots=True)
class Minutes:
    """What is written at the place; `present` names those of the unit who were there."""

    visited_at: datetime
    place: str
    present: str
    minutes: str


@transaction.atomic
def record_visit(inspection_id: int, said: Minutes, *, files: Sequence[tuple[str, Readable]] = (), actor: Actor) -> Visit:
    """Store the minutes with photos or papers; only members of the team write them.

    A visit lies after the decision and not in the future.
    Errors: `InvalidInput` naming the field, file refusals, `Conflict`, `Forbidden`.
    """
    found = held_inspection(inspection_id, Turn.VISIT, capability=INSPECT, actor=actor)
    if actor.kind != "system" and not found.team.filter(account=actor.account_id).exists():
        raise Forbidden(words("Only members of the team write the minutes of a visit."))
    place = needed(said.place, "place", words("Say where the visit was."))
    text = needed(said.minutes, "minutes", words("Write what was looked at and what was said."))
    if said.visited_at > clock.now() or (found.decided_at and said.visited_at < found.decided_at):
        raise wrong("visited_on", words("A visit lies after the decision, and not in the future."))
    visit = Visit.objects.create(
        inspection=found,
        visited_at=said.visited_at,
        place=place[:300],
        present=said.present.strip()[:500],
        minutes=text,
        written_by=actor.name,
        written_by_account=actor.account_id,
    )
    kept = [store_upload(name=name, stream=stream, limits=EVIDENCE, actor=actor) for name, stream in files]
    VisitFile.objects.bulk_create(VisitFile(visit=visit, file=one) for one in kept)
    if found.first_visit_at is None or said.visited_at < found.first_visit_at:
        found.first_visit_at = said.visited_at
    told(found, InspectionEvent.VISITED, actor=actor, payload={"visit": visit.pk})
    return visit
