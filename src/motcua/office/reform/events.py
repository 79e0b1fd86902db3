"""What this module announces."""

from enum import StrEnum

PLAN = "reform_plan"
TASK = "reform_task"


class ReformEvent(StrEnum):
    """Kinds of events, with their payload."""

    RECORDED = "reform_plan.recorded"  # number, tasks
    ISSUED = "reform_plan.issued"  # number
    REPORTED = "reform_task.reported"  # code, percent
    HANDED_IN = "reform_task.handed_in"  # code
    CONFIRMED = "reform_task.confirmed"  # code
    RETURNED = "reform_task.returned"  # code, reason
    MOVED = "reform_task.moved"  # code, old_due, new_due, reason
    DROPPED = "reform_task.dropped"  # code, reason
