"""Quality of resolution: ratings, the nine indices, the live board. The only door of this module."""

from motcua.onestop.evaluation.actions.appraise import appraise
from motcua.onestop.evaluation.actions.give_rating import Opinion, check_rateable, give_rating, give_rating_in_public
from motcua.onestop.evaluation.actions.score_self import score_self
from motcua.onestop.evaluation.models import Assessment, Ballot
from motcua.onestop.evaluation.queries.assessments import Quarter, assessment_of, quarter_page, ranking, words_of_ballots
from motcua.onestop.evaluation.queries.basis import Basis
from motcua.onestop.evaluation.queries.editions import edition_on
from motcua.onestop.evaluation.queries.live_board import Board, BoardRow, Load, live_board, load_of
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
    "edition_on",
    "give_rating",
    "give_rating_in_public",
    "live_board",
    "load_of",
    "quarter_of",
    "quarter_page",
    "ranking",
    "score_self",
    "words_of_ballots",
]
