"""The life of a report: draft, submitted, returned, approved, consolidated, sent, locked; corrections are a new edition."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.errors import Conflict, words


class State(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    CONSOLIDATED = "consolidated"
    EXPORTED = "exported"
    LOCKED = "locked"


class Step(StrEnum):
    """What is done to a report."""

    EDIT = "edit"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    CONSOLIDATE = "consolidate"
    EXPORT = "export"
    LOCK = "lock"
    AMEND = "amend"


OPEN = frozenset({State.DRAFT, State.RETURNED})
DONE = frozenset({State.APPROVED, State.CONSOLIDATED, State.EXPORTED, State.LOCKED})
STEPS: Mapping[Step, tuple[frozenset[State], State | None]] = {
    Step.EDIT: (OPEN, None),
    Step.SUBMIT: (OPEN, State.SUBMITTED),
    Step.RETURN: (frozenset({State.SUBMITTED, State.APPROVED}), State.RETURNED),
    Step.APPROVE: (frozenset({State.SUBMITTED}), State.APPROVED),
    Step.CONSOLIDATE: (frozenset({State.APPROVED}), State.CONSOLIDATED),
    Step.EXPORT: (frozenset({State.APPROVED}), State.EXPORTED),
    Step.LOCK: (frozenset({State.APPROVED, State.CONSOLIDATED, State.EXPORTED}), State.LOCKED),
    Step.AMEND: (frozenset({State.CONSOLIDATED, State.EXPORTED, State.LOCKED}), None),
}


def may_step(state: str, step: Step) -> bool:
    """Whether the step can be taken from the state."""
    return state in STEPS[step][0]


def after(state: str, step: Step) -> State:
    """The state the step leads to; `Conflict` when it cannot be taken from here."""
    before, leads_to = STEPS[step]
    if state not in before:
        raise Conflict(
            words("The report has moved on meanwhile; this can no longer be done."),
            code="report_moved_on",
            way_out=words("Open the report again to see where it stands."),
        )
    return leads_to or State(state)
