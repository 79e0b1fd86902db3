"""What this module announces; streams by the constants below (ids of the rows)."""

from enum import StrEnum

FILE = "person_file"
DECISION = "personnel_decision"
ROUND = "streamlining_round"
SUPPORT = "support_payment"


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
    ROUND_OPENED = "streamlining_round.opened"  # number, year
    CASE_LISTED = "streamlining_round.case_listed"  # person, case, money
    ROUND_APPROVED = "streamlining_round.approved"  # people, money
    SUPPORT_ASKED = "support_payment.asked"  # person, kind, amount
    SUPPORT_DECIDED = "support_payment.decided"  # approved
    SUPPORT_PAID = "support_payment.paid"  # pay_list
    ADOPTED_CASES = "streamlining_round.adopted"  # cases (one event for a bulk; stream_id 0)
    ADOPTED_SUPPORT = "support_payment.adopted"  # payments (one event for a bulk; stream_id 0)
