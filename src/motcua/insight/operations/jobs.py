"""The tiles are worked out anew, then the alert rules are asked; every hour the forecast."""

from motcua.blocks.jobs.api import every, job
from motcua.insight.operations.actions.escalate_alerts import escalate_alerts
from motcua.insight.operations.actions.foretell import foretell
from motcua.insight.operations.actions.keep_tiles import keep_tiles
from motcua.insight.operations.actions.raise_alerts import raise_alerts
from motcua.insight.operations.actions.settle_forecasts import settle_forecasts

_SHORT, _LONG, _HOUR = 60, 900, 3600


@job("operations.tiles")
def short_windows() -> None:
    """Today, weeks, the month, and what is there now; then the alerts."""
    keep_tiles()
    raise_alerts()
    escalate_alerts()


@job("operations.long_tiles")
def long_windows() -> None:
    """The year so far: it reads many roll-ups."""
    keep_tiles(long=True)


every(_SHORT, short_windows)
every(_LONG, long_windows)


@job("operations.forecast")
def forecast() -> None:
    """What happened to the earlier ones, then today's."""
    settle_forecasts()
    foretell()


every(_HOUR, forecast)
