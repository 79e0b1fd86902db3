from motcua.insight.indicators.models.daily_figure import DailyFigure
from motcua.insight.indicators.models.monthly_figure import MonthlyFigure
from motcua.insight.indicators.models.publication import Publication, PublishedFigure

__all__ = ["DailyFigure", "MonthlyFigure", "Publication", "PublishedFigure"]
