from motcua.insight.indexes.models.service_score import ServiceScore

__all__ = ["ServiceScore"]
