"""Publication decisions and reviews of procedures, as records. The only door of this module."""

from motcua.onestop.review.actions.note_national_entry import note_national_entry
from motcua.onestop.review.actions.record_publication import Publication, record_publication
from motcua.onestop.review.actions.record_review import ReviewReport, record_review
from motcua.onestop.review.models import AgencyReview, DecidedProcedure, NationalEntry, PublicationDecision, ReviewedProcedure
from motcua.onestop.review.queries.listing import decision, decisions, review, reviews
from motcua.onestop.review.rules.lines import DecidedLine, ReviewedLine, read_decided, read_reviewed

__all__ = [
    "AgencyReview",
    "DecidedLine",
    "DecidedProcedure",
    "NationalEntry",
    "Publication",
    "PublicationDecision",
    "ReviewReport",
    "ReviewedLine",
    "ReviewedProcedure",
    "decision",
    "decisions",
    "note_national_entry",
    "read_decided",
    "read_reviewed",
    "record_publication",
    "record_review",
    "review",
    "reviews",
]
