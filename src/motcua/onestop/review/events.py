"""What this module announces."""

from enum import StrEnum

PUBLICATION = "publication"
REVIEW = "review"
NATIONAL_ENTRY = "national_entry"


class ReviewEvent(StrEnum):
    """Kinds of events, with their payload."""

    DECIDED = "publication.decided"  # number, procedures
    REPORTED = "review.reported"  # plan, procedures
    NATIONAL_ENTRY = "catalogue.national_entry"  # code, public
