"""What this module announces."""

from enum import StrEnum

ROUND = "reform_round"
SHEET = "reform_sheet"


class ReformEvent(StrEnum):
    """Kinds of events, with their payload."""

    OPENED = "reform.opened"  # year, group, sha256, units
    ASSESSED = "reform.assessed"  # key, value, points
    EVIDENCE_ADDED = "reform.evidence_added"  # key, name, sha256
    EVIDENCE_REMOVED = "reform.evidence_removed"  # key, name, sha256
    SUBMITTED = "reform.submitted"  # total
    RETURNED = "reform.returned"  # reason
    LEAD_MARKED = "reform.lead_marked"  # key, value, points, note
    APPRAISED = "reform.appraised"  # total
    COUNCIL_MARKED = "reform.council_marked"  # key, value, points, note
    DECIDED = "reform.decided"  # index
    DRAWN = "reform.drawn"  # survey, seed, drawn
    PUBLISHED = "reform.published"  # number, sha256 of the file, seal: hashes of every sheet with its evidence
