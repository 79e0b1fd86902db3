"""Write down what the inspection found."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from motcua.blocks.events.api import record
from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.office.inspections.actions.take_turn import held_inspection
from motcua.office.inspections.events import FINDING, InspectionEvent
from motcua.office.inspections.models import Finding, Inspection
from motcua.office.inspections.rights import INSPECT
from motcua.office.inspections.rules.turns import Turn

_NEEDED = ("title", "what", "recommendation")


@dataclass(frozen=True, slots=True)
class FindingText:
    """One finding as it is typed in."""

    title: str
    what: str
    rule: str
    severity: str
    recommendation: str
    owner_id: int
    due_on: date


@transaction.atomic
def note_finding(inspection_id: int, said: FindingText, *, actor: Actor) -> Finding:
    """Store it; the unit is told by the conclusion, not before.

    Errors: `InvalidInput` naming the field (the owner lies at or below the inspected unit, the deadline in the future; a notable or
    serious finding names the rule broken), `Conflict` when no visit was made or the conclusion is signed, `Forbidden`.
    """
    found = held_inspection(inspection_id, Turn.FIND, capability=INSPECT, actor=actor)
    faults = _faults(found, said)
    if faults:
        raise InvalidInput(words("The finding cannot be stored."), fields=faults)
    last = found.findings.aggregate(last=Max("place"))["last"] or 0
    made = Finding.objects.create(
        inspection=found,
        place=last + 1,
        title=said.title.strip()[:300],
        what=said.what.strip(),
        rule=said.rule.strip()[:300],
        severity=said.severity,
        recommendation=said.recommendation.strip(),
        owner_id=said.owner_id,
        first_due_on=said.due_on,
        due_on=said.due_on,
        noted_at=clock.now(),
    )
    payload = {"severity": said.severity}
    record(FINDING, made.pk, InspectionEvent.NOTED, actor=actor, at=made.noted_at, unit_id=made.owner_id, payload=payload)
    return made


def _faults(found: Inspection, said: FindingText) -> list[FieldError]:
    faults = [FieldError(name, words("This is needed.")) for name in _NEEDED if not getattr(said, name).strip()]
    if said.severity not in Finding.Severity.values:
        faults.append(FieldError("severity", words("Choose one from the list.")))
    elif said.severity != Finding.Severity.MINOR and not said.rule.strip():
        faults.append(FieldError("rule", words("Name the rule that is broken: number, article, clause.")))
    if not Unit.objects.filter(pk=said.owner_id, path__startswith=found.unit.path).exists():
        faults.append(FieldError("owner", words("Choose a unit at or below the inspected one.")))
    if said.due_on <= clock.today():
        faults.append(FieldError("due_on", words("Choose a day in the future.")))
    return faults
