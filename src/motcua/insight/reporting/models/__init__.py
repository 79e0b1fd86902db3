from motcua.insight.reporting.models.period import Period, RegimeVersion
from motcua.insight.reporting.models.report import Export, Report, SheetKept

__all__ = ["Export", "Period", "RegimeVersion", "Report", "SheetKept"]
