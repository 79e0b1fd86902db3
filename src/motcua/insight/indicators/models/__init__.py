from motcua.insight.indicators.models.daily_figure import DailyFigure

__all__ = ["DailyFigure"]
