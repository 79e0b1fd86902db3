"""The nightly rebuild, in the same series as the deliveries so that the two never meet."""

import logging

from motcua.blocks.jobs.api import enqueue, every, job
from motcua.insight.indicators.actions.keep_figures import rebuild
from motcua.insight.indicators.queries.differences import differences
from motcua.insight.indicators.rules.series import SERIES

_log = logging.getLogger(__name__)
_DAY = 24 * 3600


@job("indicators.rebuild")
def rebuild_figures() -> None:
    """Count everything anew and say in the log what had been wrong."""
    for difference in differences():
        _log.warning("roll-up put right: %s", difference)
    rebuild()


@job("indicators.nightly")
def nightly() -> None:
    """Ask for the rebuild, after the deliveries that are waiting."""
    enqueue(rebuild_figures, key="indicators.rebuild", serial=SERIES)


every(_DAY, nightly)
