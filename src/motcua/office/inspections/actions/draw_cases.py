"""Draw the cases of a published draw."""

from collections import Counter

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.jobs.api import enqueue
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.office.inspections.events import DRAW, InspectionEvent
from motcua.office.inspections.models import CaseDraw, DrawnCase
from motcua.office.inspections.ports import Candidate, closed_cases
from motcua.office.inspections.rights import INSPECT
from motcua.office.inspections.rules.drawing import drawn, list_hash
from motcua.office.inspections.rules.job_names import DRAW as JOB


@transaction.atomic
def order_draw(draw_id: int, *, actor: Actor) -> CaseDraw:
    """Ask for the draw; a job does it, because the list may be long. Errors: `NotFound`, `Conflict` when it was asked for, `Forbidden`."""
    found = _held(draw_id)
    require(actor, INSPECT, unit_path=found.inspection.body.path)
    if found.ordered_at is not None:
        raise Conflict(words("The draw was made already; it cannot be made again."), code="draw_made")
    found.ordered_at = clock.now()
    found.save(update_fields=["ordered_at"])
    enqueue(JOB, found.pk, key=f"{JOB}/{found.pk}")
    return found


@transaction.atomic
def draw_cases(draw_id: int, *, actor: Actor) -> CaseDraw:
    """Fix the list by its hash and keep the cases drawn; one that was drawn is left alone."""
    found = _held(draw_id)
    require(actor, INSPECT, unit_path=found.inspection.body.path)
    if found.drawn_at is not None:
        return found
    listed = closed_cases().closed(found.inspection.unit.path, found.first, found.last, found.procedures)
    cases = drawn(found.seed, listed, found.size)
    found.population, found.list_hash = len(listed), list_hash(one.code for one in listed)
    found.strata = _strata(listed, cases)
    found.drawn_at = clock.now()
    found.save()
    DrawnCase.objects.bulk_create(
        DrawnCase(draw=found, place=place, code=one.code, unit_id=one.unit_id, procedure=one.procedure)
        for place, one in enumerate(cases, start=1)
    )
    payload = {"list": found.list_hash, "cases": len(cases)}
    unit_id = found.inspection.unit_id
    record(DRAW, found.pk, InspectionEvent.DRAWN, actor=actor, at=found.drawn_at, unit_id=unit_id, payload=payload)
    return found


def _held(draw_id: int) -> CaseDraw:
    rows = CaseDraw.objects.select_for_update(of=("self",)).select_related("inspection__body", "inspection__unit")
    found = rows.filter(pk=draw_id).first()
    if found is None:
        raise NotFound(words("There is no such draw."))
    return found


def _strata(listed: list[Candidate], cases: list[Candidate]) -> list[dict[str, object]]:
    """Unit, procedure, how many there are and how many were drawn, the largest first."""
    sizes, taken = Counter(one.stratum for one in listed), Counter(one.stratum for one in cases)
    return [
        {"unit": unit_id, "procedure": procedure, "size": size, "drawn": taken[unit_id, procedure]}
        for (unit_id, procedure), size in sorted(sizes.items(), key=lambda row: (-row[1], row[0]))
    ]
