"""Why a dossier is late or will be: the plainest cause that the records show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Cause(StrEnum):
    """What holds a dossier up, the most telling first."""

    PAUSED_SUPPLEMENT = "paused_supplement"
    PAUSED_OBLIGATION = "paused_obligation"
    PART = "part"
    EMPTY_POST = "empty_post"
    STEP_LATE = "step_late"
    SIGNATURE = "signature"
    STARTED_LATE = "started_late"
    IN_WORK = "in_work"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an open dossier; moments are aware, `step_due` is the budget of the step it waits at."""

    paused: str = ""
    waits_for_part: bool = False
    post_is_empty: bool = False
    step: str = ""
    step_opened: datetime | None = None
    step_due: datetime | None = None
    due: datetime | None = None


def cause_of(standing: Standing, now: datetime) -> Cause:
    """The cause: a pause goes before a part, a part before an empty post, that before a step over its budget, and so on."""
    if standing.paused:
        return Cause.PAUSED_SUPPLEMENT if standing.paused == "supplement" else Cause.PAUSED_OBLIGATION
    if standing.waits_for_part:
        return Cause.PART
    if standing.post_is_empty:
        return Cause.EMPTY_POST
    if standing.step_due is not None and standing.step_due < now:
        return Cause.STEP_LATE
    if standing.step == "approve":
        return Cause.SIGNATURE
    if standing.step_opened is not None and standing.due is not None and standing.step_due is not None and standing.step_due > standing.due:
        return Cause.STARTED_LATE  # earlier steps used up the time of this one
    return Cause.IN_WORK
