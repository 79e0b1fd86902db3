"""Publish the seed and the bounds of a draw before anybody knows the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.office.inspections.actions.take_turn import held_inspection
from motcua.office.inspections.events import DRAW, InspectionEvent
from motcua.office.inspections.models import CaseDraw
from motcua.office.inspections.rights import INSPECT
from motcua.office.inspections.rules.turns import State

MOST = 500


@dataclass(frozen=True, slots=True)
class DrawText:
    """A draw as it is typed in; `seed_source` says where the seed is from, so that nobody could have chosen it."""

    seed: str
    seed_source: str
    first: date
    last: date
    size: int
    procedures: Sequence[str] = ()


@transaction.atomic
def publish_seed(inspection_id: int, said: DrawText, *, actor: Actor) -> CaseDraw:
    """Store seed and bounds; both are told to the unit and never change. The draw itself is a second act.

    Errors: `InvalidInput` naming the field, `Conflict` when the inspection is not decided or is concluded, `Forbidden`.
    """
    found = held_inspection(inspection_id, None, capability=INSPECT, actor=actor)
    if found.state not in {State.DECIDED, State.RUNNING}:
        raise Conflict(words("Dossiers are drawn between the decision and the conclusion."), code="inspection_moved_on")
    faults = [FieldError(name, words("This is needed.")) for name in ("seed", "seed_source") if not getattr(said, name).strip()]
    if said.last < said.first or said.last > clock.today():
        faults.append(FieldError("last", words("The period ends before it begins, or in the future.")))
    if not 1 <= said.size <= MOST:
        faults.append(FieldError("size", words("Draw from 1 to %(most)s dossiers."), {"most": MOST}))
    if faults:
        raise InvalidInput(words("The draw cannot be published."), fields=faults)
    made = CaseDraw.objects.create(
        inspection=found,
        seed=said.seed.strip()[:200],
        seed_source=said.seed_source.strip()[:300],
        published_at=clock.now(),
        published_by=actor.name,
        first=said.first,
        last=said.last,
        size=said.size,
        procedures=[code.strip() for code in said.procedures if code.strip()],
    )
    payload = {"seed": made.seed, "first": made.first.isoformat(), "last": made.last.isoformat(), "size": made.size}
    record(DRAW, made.pk, InspectionEvent.SEEDED, actor=actor, at=made.published_at, unit_id=found.unit_id, payload=payload)
    return made
