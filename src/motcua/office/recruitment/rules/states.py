"""The way of a recruitment plan and of an application: which turn leads from where to where."""

from enum import StrEnum


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    ANNOUNCED = "announced"
    LISTED = "listed"
    PUBLISHED = "published"
    CLOSED = "closed"


class PlanTurn(StrEnum):
    """What can happen to a plan."""

    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    ANNOUNCE = "announce"
    LIST = "list"
    PUBLISH = "publish"
    CLOSE = "close"


PLAN_TURNS: dict[PlanTurn, tuple[frozenset[PlanState], PlanState]] = {
    PlanTurn.SUBMIT: (frozenset({PlanState.DRAFT, PlanState.RETURNED}), PlanState.SUBMITTED),
    PlanTurn.APPROVE: (frozenset({PlanState.SUBMITTED}), PlanState.APPROVED),
    PlanTurn.RETURN: (frozenset({PlanState.SUBMITTED}), PlanState.RETURNED),
    PlanTurn.ANNOUNCE: (frozenset({PlanState.APPROVED}), PlanState.ANNOUNCED),
    PlanTurn.LIST: (frozenset({PlanState.ANNOUNCED}), PlanState.LISTED),
    PlanTurn.PUBLISH: (frozenset({PlanState.LISTED}), PlanState.PUBLISHED),
    PlanTurn.CLOSE: (frozenset({PlanState.PUBLISHED}), PlanState.CLOSED),
}
APPROVED_STATES = (PlanState.APPROVED, PlanState.ANNOUNCED, PlanState.LISTED, PlanState.PUBLISHED, PlanState.CLOSED)
PUBLIC_STATES = (PlanState.ANNOUNCED, PlanState.LISTED, PlanState.PUBLISHED, PlanState.CLOSED)
RESULT_STATES = (PlanState.PUBLISHED, PlanState.CLOSED)


class ApplicationState(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    RECEIVED = "received"
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"
    RECRUITED = "recruited"


class RoundState(StrEnum):
    """Where one round of the exam stands."""

    WAITING = "waiting"
    MARKING = "marking"
    CLOSED = "closed"


class SeatRole(StrEnum):
    """What a member of the council does; the secretary alone knows which code is whose."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    MARKER = "marker"


def after(turn: PlanTurn, state: PlanState) -> PlanState | None:
    """The state after a turn; None when it cannot be taken from this state."""
    sources, target = PLAN_TURNS[turn]
    return target if state in sources else None
