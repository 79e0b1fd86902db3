"""Service measurement: the only door of this module."""

from motcua.insight.measurement.actions.announce_days import announce_days
from motcua.insight.measurement.actions.hand_over_day import hand_over_day
from motcua.insight.measurement.actions.write_counts import write_counts
from motcua.insight.measurement.models import Comparison, PageCount
from motcua.insight.measurement.queries.day_counts import day_counts
from motcua.insight.measurement.queries.use import Share, Use, rows_of, use_of
from motcua.insight.measurement.rules.pages import SYSTEMS, PageKey, System, begins_visit, device_of, is_bot
from motcua.insight.measurement.rules.tally import Tally

__all__ = [
    "SYSTEMS",
    "Comparison",
    "PageCount",
    "PageKey",
    "Share",
    "System",
    "Tally",
    "Use",
    "announce_days",
    "begins_visit",
    "day_counts",
    "device_of",
    "hand_over_day",
    "is_bot",
    "rows_of",
    "use_of",
    "write_counts",
]
