"""What this module announces."""

from enum import StrEnum

RATING = "rating"
ASSESSMENT = "assessment"


class EvaluationEvent(StrEnum):
    """Kinds of events, with their payload."""

    RATED = "rating.given"  # dossier, satisfied
    SELF_SCORED = "assessment.self_scored"  # year, quarter, total
    APPRAISED = "assessment.appraised"  # year, quarter, total, class
