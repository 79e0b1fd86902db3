"""Look at a drawn case, and say what was right or wrong with it."""

from collections.abc import Sequence

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.office.inspections.actions.take_turn import wrong
from motcua.office.inspections.events import DRAW, InspectionEvent
from motcua.office.inspections.models import DrawnCase
from motcua.office.inspections.ports import CaseFacts, closed_cases
from motcua.office.inspections.queries.content import inspection_content
from motcua.office.inspections.rights import INSPECT
from motcua.office.inspections.rules.turns import State

PURPOSE = "inspection"


@transaction.atomic
def look_at_case(case_id: int, *, actor: Actor) -> tuple[DrawnCase, CaseFacts]:
    """The case and what the house knows of it; its owner can read that it was looked at. Errors: `NotFound`, `Forbidden`."""
    found = _held(case_id, actor)
    return found, closed_cases().look_at(found.code, purpose=PURPOSE, actor=actor)


@transaction.atomic
def check_case(case_id: int, *, faults: Sequence[str], note: str = "", actor: Actor) -> DrawnCase:
    """Keep the result: without faults it is right. It can be put right until the conclusion is signed.

    Errors: `InvalidInput` for a kind of fault nobody knows, `Conflict` once concluded, `NotFound`, `Forbidden`.
    """
    found = _held(case_id, actor)
    if found.draw.inspection.state not in {State.DECIDED, State.RUNNING, State.WRITTEN}:
        raise Conflict(words("The inspection has moved on; look at it again."), code="inspection_moved_on")
    known = {one.key for one in inspection_content().faults}
    if any(one not in known for one in faults):
        raise wrong("faults", words("Choose one from the list."))
    found.faults = list(dict.fromkeys(faults))
    found.result = DrawnCase.Result.FAULTS if faults else DrawnCase.Result.RIGHT
    found.note, found.checked_by, found.checked_at = note.strip(), actor.name, clock.now()
    found.save()
    payload = {"case": found.code, "right": not faults}
    unit_id = found.draw.inspection.unit_id
    record(DRAW, found.draw_id, InspectionEvent.CHECKED, actor=actor, at=found.checked_at, unit_id=unit_id, payload=payload)
    return found


def _held(case_id: int, actor: Actor) -> DrawnCase:
    rows = DrawnCase.objects.select_for_update(of=("self",)).select_related("draw__inspection__body", "unit")
    found = rows.filter(pk=case_id).first()
    if found is None:
        raise NotFound(words("There is no such dossier in a draw."))
    require(actor, INSPECT, unit_path=found.draw.inspection.body.path)
    return found
