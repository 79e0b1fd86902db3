from motcua.onestop.review.models.national_entry import NationalEntry
from motcua.onestop.review.models.publication import DecidedProcedure, PublicationDecision
from motcua.onestop.review.models.review import AgencyReview, ReviewedProcedure

__all__ = ["AgencyReview", "DecidedProcedure", "NationalEntry", "PublicationDecision", "ReviewedProcedure"]
