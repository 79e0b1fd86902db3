"""Indexes: the service index and the reform index. The only door of this module."""

from motcua.insight.indexes.actions.keep_scores import keep_scores
from motcua.insight.indexes.actions.load_indexes import load_indexes
from motcua.insight.indexes.models import ServiceScore
from motcua.insight.indexes.queries.gains import SIDES, Advice, advice, records_of
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
from motcua.insight.indexes.rules.periods import Span, parse_span, span_of

__all__ = [
    "GROUPS",
    "SIDES",
    "Advice",
    "AxisScore",
    "ComponentScore",
    "Score",
    "ServiceScore",
    "Span",
    "advice",
    "keep_scores",
    "kept_scores",
    "load_indexes",
    "parse_span",
    "records_of",
    "service_edition",
    "service_ranking",
    "service_score",
    "span_of",
]
