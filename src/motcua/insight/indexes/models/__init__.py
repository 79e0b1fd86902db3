from motcua.insight.indexes.models.reform import ReformEvidence, ReformMark, ReformRound, ReformSheet, SurveyAnswer, SurveyLink
from motcua.insight.indexes.models.service_score import ServiceScore

__all__ = ["ReformEvidence", "ReformMark", "ReformRound", "ReformSheet", "ServiceScore", "SurveyAnswer", "SurveyLink"]
