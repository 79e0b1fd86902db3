"""Figures: read from daily roll-ups and live counts, each with the records behind it."""

from motcua.insight.indicators.actions.keep_figures import changing_kinds, keep_figures, rebuild
from motcua.insight.indicators.queries.cut_off import cut_off
from motcua.insight.indicators.queries.differences import Difference, differences
from motcua.insight.indicators.queries.figures import (
    Figure,
    Period,
    UnitFigure,
    figures,
    figures_by_day,
    figures_by_procedure,
    figures_by_unit,
    groups,
    records_behind,
)
from motcua.insight.indicators.rights import READ
from motcua.insight.indicators.rules.series import SUBSCRIBER

__all__ = [
    "READ",
    "SUBSCRIBER",
    "Difference",
    "Figure",
    "Period",
    "UnitFigure",
    "changing_kinds",
    "cut_off",
    "differences",
    "figures",
    "figures_by_day",
    "figures_by_procedure",
    "figures_by_unit",
    "groups",
    "keep_figures",
    "rebuild",
    "records_behind",
]
