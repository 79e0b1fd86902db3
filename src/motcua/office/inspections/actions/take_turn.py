"""What every turn of an inspection or a finding does: find it, check the way, write, tell."""

from collections.abc import Mapping

from motcua.blocks.events.api import record
from motcua.blocks.files.api import Limits, StoredFile
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.office.inspections.events import FINDING, INSPECTION, InspectionEvent
from motcua.office.inspections.models import Finding, FindingStep, Inspection
from motcua.office.inspections.rules.turns import FindingState, FindingTurn, State, Turn, after, finding_after

EVIDENCE = Limits(accepts=("pdf", "jpg", "png"), max_bytes=20 * 1024 * 1024)
_MOVED_ON = words("The inspection has moved on; look at it again.")


def held_inspection(inspection_id: int, turn: Turn | None, *, capability: str, actor: Actor) -> Inspection:
    """The inspection, locked, already in the state after the turn (None: as it is). The right counts in the inspecting body.

    Errors: `NotFound`, `Forbidden`, `Conflict` when it stands elsewhere or its plan is not approved yet.
    """
    rows = Inspection.objects.select_for_update(of=("self",)).select_related("body", "unit", "plan")
    found = rows.filter(pk=inspection_id).first()
    if found is None:
        raise NotFound(words("There is no such inspection."))
    require(actor, capability, unit_path=found.body.path)
    if turn is not None:
        take(found, turn)
    return found


def take(found: Inspection, turn: Turn) -> None:
    """Set the state after a turn; `Conflict` when it cannot be taken."""
    state = after(turn, State(found.state))
    if state is None:
        raise Conflict(_MOVED_ON, code="inspection_moved_on")
    if found.plan is not None and found.plan.approved_at is None:
        raise Conflict(words("The plan is not approved yet."), code="plan_not_approved")
    found.state = state


def told(found: Inspection, kind: InspectionEvent, *, actor: Actor, payload: Mapping[str, object] | None = None) -> None:
    """Save the inspection and record its event, in the inspected unit."""
    found.save()
    record(INSPECTION, found.pk, kind, actor=actor, at=clock.now(), unit_id=found.unit_id, payload=payload or {})


def held_finding(finding_id: int, turn: FindingTurn, *, capability: str, of_owner: bool, actor: Actor) -> Finding:
    """The finding, locked, already in the state after the turn. The right counts in the owner's unit, or in the inspecting body."""
    rows = Finding.objects.select_for_update(of=("self",)).select_related("inspection__body", "inspection__unit", "owner")
    found = rows.filter(pk=finding_id).first()
    if found is None:
        raise NotFound(words("There is no such finding."))
    require(actor, capability, unit_path=found.owner.path if of_owner else found.inspection.body.path)
    state = finding_after(turn, FindingState(found.state))
    if state is None:
        raise Conflict(words("The finding has moved on; look at it again."), code="finding_moved_on")
    found.state = state
    return found


def note_step(
    found: Finding,
    turn: FindingTurn,
    kind: InspectionEvent,
    *,
    said: str,
    actor: Actor,
    evidence: StoredFile | None = None,
    payload: Mapping[str, object] | None = None,
) -> FindingStep:
    """Save the finding, write the step of its history and the event, in the owner's unit."""
    found.save()
    now = clock.now()
    step = FindingStep.objects.create(
        finding=found, turn=turn, at=now, by=actor.name, by_account=actor.account_id, words=said, evidence=evidence
    )
    record(FINDING, found.pk, kind, actor=actor, at=now, unit_id=found.owner_id, payload=payload or {})
    return step


def needed(text: str, field: str, message: str) -> str:
    """The words that a turn needs; `InvalidInput` names the field."""
    if not text.strip():
        raise InvalidInput(message, fields=[FieldError(field, message)])
    return text.strip()


def wrong(field: str, message: str) -> InvalidInput:
    """A refusal that names one field."""
    return InvalidInput(message, fields=[FieldError(field, message)])
