"""Indexes: the service index and the reform index. The only door of this module."""

from motcua.insight.indexes.actions.answer_survey import answer_survey
from motcua.insight.indexes.actions.appraise_component import appraise_component
from motcua.insight.indexes.actions.assess_component import Given, assess_component
from motcua.insight.indexes.actions.decide_component import decide_component, decide_sheet
from motcua.insight.indexes.actions.draw_sample import draw_sample
from motcua.insight.indexes.actions.finish_appraisal import finish_appraisal
from motcua.insight.indexes.actions.keep_evidence import add_evidence, remove_evidence
from motcua.insight.indexes.actions.keep_scores import keep_scores
from motcua.insight.indexes.actions.load_indexes import load_indexes
from motcua.insight.indexes.actions.open_round import open_round
from motcua.insight.indexes.actions.publish_round import publish_round, seal_of
from motcua.insight.indexes.actions.refresh_numbers import refresh_numbers
from motcua.insight.indexes.actions.return_sheet import return_sheet
from motcua.insight.indexes.actions.sign_publication import sign_publication
from motcua.insight.indexes.actions.submit_sheet import submit_sheet
from motcua.insight.indexes.models import ReformMark, ReformRound, ReformSheet, ServiceScore, SurveyAnswer, SurveyLink
from motcua.insight.indexes.queries.gains import SIDES, Advice, advice, records_of
from motcua.insight.indexes.queries.reform_content import reform_sets
from motcua.insight.indexes.queries.reform_sheets import (
    Row,
    SheetPage,
    Totals,
    evidence_of,
    may_appraise,
    reform_rounds,
    round_of,
    sheet_page,
    sheets_of,
    sits_in_council,
)
from motcua.insight.indexes.queries.service_content import service_edition
from motcua.insight.indexes.queries.service_index import (
    GROUPS,
    AxisScore,
    ComponentScore,
    Score,
    kept_scores,
    service_ranking,
    service_score,
)
from motcua.insight.indexes.queries.survey import Progress, invitation, links_of, survey_progress
from motcua.insight.indexes.rules.periods import Span, parse_span, span_of
from motcua.insight.indexes.rules.reform import ReformComponent, ReformSet, SurveySheet
from motcua.insight.indexes.rules.sheet_turns import SheetState

__all__ = [
    "GROUPS",
    "SIDES",
    "Advice",
    "AxisScore",
    "ComponentScore",
    "Given",
    "Progress",
    "ReformComponent",
    "ReformMark",
    "ReformRound",
    "ReformSet",
    "ReformSheet",
    "Row",
    "Score",
    "ServiceScore",
    "SheetPage",
    "SheetState",
    "Span",
    "SurveyAnswer",
    "SurveyLink",
    "SurveySheet",
    "Totals",
    "add_evidence",
    "advice",
    "answer_survey",
    "appraise_component",
    "assess_component",
    "decide_component",
    "decide_sheet",
    "draw_sample",
    "evidence_of",
    "finish_appraisal",
    "invitation",
    "keep_scores",
    "kept_scores",
    "links_of",
    "load_indexes",
    "may_appraise",
    "open_round",
    "parse_span",
    "publish_round",
    "records_of",
    "reform_rounds",
    "reform_sets",
    "refresh_numbers",
    "remove_evidence",
    "return_sheet",
    "round_of",
    "seal_of",
    "service_edition",
    "service_ranking",
    "service_score",
    "sheet_page",
    "sheets_of",
    "sign_publication",
    "sits_in_council",
    "span_of",
    "submit_sheet",
    "survey_progress",
]
