"""What this module announces."""

from enum import StrEnum

QUOTA = "quota"
SCHEME = "position_scheme"


class QuotaEvent(StrEnum):
    """Kinds of events of a quota, with their payload."""

    ASSIGNED = "quota.assigned"  # year, kind, amount, decision
    RAISED = "quota.raised"  # year, kind, amount, decision
    LOWERED = "quota.lowered"  # year, kind, amount, decision
    MOVED = "quota.moved"  # year, kind, amount, decision, to
    TAKEN_UP = "quota.taken_up"  # kind, day, person_ref
    GIVEN_BACK = "quota.given_back"  # kind, day, person_ref
    ADOPTED = "quota.adopted"  # people, quotas
