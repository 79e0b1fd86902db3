"""Figures: read from daily roll-ups and live counts, each with the records behind it."""

from motcua.insight.indicators.actions.keep_figures import changing_kinds, keep_figures, rebuild
from motcua.insight.indicators.actions.publish_figures import publish_figures
from motcua.insight.indicators.models import Publication, PublishedFigure
from motcua.insight.indicators.queries.amounts import Place, Window, amounts
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
from motcua.insight.indicators.queries.over_time import AmountInTime, over_time
from motcua.insight.indicators.queries.publications import Reason, Standing, StandingFigure, check_publication, publications
from motcua.insight.indicators.queries.unit_amounts import Amount, unit_amounts
from motcua.insight.indicators.rights import PUBLISH, READ
from motcua.insight.indicators.rules.series import SUBSCRIBER

__all__ = [
    "PUBLISH",
    "READ",
    "SUBSCRIBER",
    "Amount",
    "AmountInTime",
    "Difference",
    "Figure",
    "Period",
    "Place",
    "Publication",
    "PublishedFigure",
    "Reason",
    "Standing",
    "StandingFigure",
    "UnitFigure",
    "Window",
    "amounts",
    "changing_kinds",
    "check_publication",
    "cut_off",
    "differences",
    "figures",
    "figures_by_day",
    "figures_by_procedure",
    "figures_by_unit",
    "groups",
    "keep_figures",
    "over_time",
    "publications",
    "publish_figures",
    "rebuild",
    "records_behind",
    "unit_amounts",
]
