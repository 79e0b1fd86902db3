"""The way of a unit's sheet: assessed by the unit, appraised by the field leads, decided by the council."""

from enum import StrEnum

from motcua.kernel.errors import Conflict, words


class SheetState(StrEnum):
    """Where a sheet is."""

    DRAFTING = "drafting"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPRAISED = "appraised"
    DECIDED = "decided"


STAGES: dict[str, frozenset[SheetState]] = {
    "self": frozenset({SheetState.DRAFTING, SheetState.RETURNED}),
    "appraisal": frozenset({SheetState.SUBMITTED}),
    "council": frozenset({SheetState.APPRAISED}),
}


def require_stage(state: str, stage: str) -> None:
    """Refuse with `Conflict` what does not belong to the state of the sheet."""
    if SheetState(state) not in STAGES[stage]:
        raise Conflict(words("The sheet has gone on: this cannot be changed at its present stage."), code="sheet_stage")
