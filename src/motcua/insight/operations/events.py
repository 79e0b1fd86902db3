"""What this module announces."""

from enum import StrEnum

ALERT = "alert"


class AlertEvent(StrEnum):
    """Kinds of events, with their payload."""

    RAISED = "alert.raised"  # tile, value, last, due_at
    TAKEN = "alert.taken"
    ANSWERED = "alert.answered"  # answer
    SENT_BACK = "alert.sent_back"  # reason, due_at
    ESCALATED = "alert.escalated"  # unit, role
    CLOSED = "alert.closed"  # note, still_holds
