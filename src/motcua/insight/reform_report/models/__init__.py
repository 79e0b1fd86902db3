from motcua.insight.reform_report.models.definition import ReportDefinition
from motcua.insight.reform_report.models.run import ReportRun

__all__ = ["ReportDefinition", "ReportRun"]
