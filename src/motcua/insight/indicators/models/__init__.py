from motcua.insight.indicators.models.daily_figure import DailyFigure
from motcua.insight.indicators.models.monthly_figure import MonthlyFigure

__all__ = ["DailyFigure", "MonthlyFigure"]
