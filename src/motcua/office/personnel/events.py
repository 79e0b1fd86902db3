"""What this module announces; streams `person_file` and `personnel_decision` (ids of the rows)."""

from enum import StrEnum

FILE = "person_file"
DECISION = "personnel_decision"


class PersonnelEvent(StrEnum):
    """Kinds of events, with their payload."""

    OPENED = "person_file.opened"  # code, how
    CHANGED = "person_file.changed"  # fields
    ADOPTED = "person_file.adopted"  # people, placements (one event for a whole bulk; stream_id 0)
    PREPARED = "personnel_decision.prepared"  # kind, person, effective_on
    ISSUED = "personnel_decision.issued"  # kind, person, number, effective_on
    RETURNED = "personnel_decision.returned"  # kind, reason
    WITHDRAWN = "personnel_decision.withdrawn"  # kind, reason
    SIGNED = "personnel_decision.signed"  # number, sha256
    IN_FORCE = "personnel_decision.in_force"  # kind, person, account, left (the person holds no post any more)
