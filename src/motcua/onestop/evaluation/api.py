"""Quality of resolution: ratings, the nine indices, the live board. The only door of this module."""

from motcua.onestop.evaluation.actions.appraise import appraise
from motcua.onestop.evaluation.actions.give_rating import (
    Opinion,
    check_rateable,
    check_slip,
    give_rating,
    give_rating_at_desk,
    give_rating_by_slip,
    give_rating_in_public,
)
from motcua.onestop.evaluation.actions.score_self import score_self
from motcua.onestop.evaluation.models import Assessment, Ballot
from motcua.onestop.evaluation.queries.assessments import Quarter, assessment_of, quarter_page, ranking, words_of_ballots
from motcua.onestop.evaluation.queries.basis import Basis
from motcua.onestop.evaluation.queries.editions import edition_on
from motcua.onestop.evaluation.queries.live_board import Board, BoardRow, Load, live_board, load_of
from motcua.onestop.evaluation.queries.proof import rating_address, rating_proof
from motcua.onestop.evaluation.queries.to_rate import to_rate
from motcua.onestop.evaluation.rules.indices import Edition, Index
from motcua.onestop.evaluation.rules.quarters import quarter_of
from motcua.onestop.evaluation.rules.reasons import Cause

__all__ = [
    "Assessment",
    "Ballot",
    "Basis",
    "Board",
    "BoardRow",
    "Cause",
    "Edition",
    "Index",
    "Load",
    "Opinion",
    "Quarter",
    "appraise",
    "assessment_of",
    "check_rateable",
    "check_slip",
    "edition_on",
    "give_rating",
    "give_rating_at_desk",
    "give_rating_by_slip",
    "give_rating_in_public",
    "live_board",
    "load_of",
    "quarter_of",
    "quarter_page",
    "ranking",
    "rating_address",
    "rating_proof",
    "score_self",
    "to_rate",
    "words_of_ballots",
]
