"""What this module announces."""

from enum import StrEnum

PLAN = "inspection_plan"
INSPECTION = "inspection"
FINDING = "inspection_finding"
DRAW = "inspection_draw"


class InspectionEvent(StrEnum):
    """Kinds of events, with their payload."""

    PLAN_RECORDED = "inspection_plan.recorded"  # number, inspections
    PLAN_APPROVED = "inspection_plan.approved"  # number
    PROPOSED = "inspection.proposed"  # unit, subject, grounds (outside the plan)
    PREPARED = "inspection.prepared"  # head
    DECIDED = "inspection.decided"  # number
    VISITED = "inspection.visited"  # visit
    ACKNOWLEDGED = "inspection.acknowledged"  # visit
    WRITTEN = "inspection.written"
    CONCLUDED = "inspection.concluded"  # number, findings
    CLOSED = "inspection.closed"
    DROPPED = "inspection.dropped"  # reason
    SIGNED = "inspection.signed"  # paper, sha256
    NOTED = "inspection_finding.noted"  # severity
    ISSUED = "inspection_finding.issued"
    REMEDIED = "inspection_finding.remedied"
    ACCEPTED = "inspection_finding.accepted"
    RETURNED = "inspection_finding.returned"  # reason
    MOVED = "inspection_finding.moved"  # old_due, new_due, reason
    LIFTED = "inspection_finding.lifted"  # reason
    SEEDED = "inspection_draw.seeded"  # seed, first, last, size
    DRAWN = "inspection_draw.drawn"  # list, cases
    CHECKED = "inspection_draw.checked"  # case, right
