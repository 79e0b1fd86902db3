"""Days are announced to the roll-ups; yesterday is handed over to the ministry and compared."""

from datetime import timedelta

from motcua.blocks.jobs.api import every, job
from motcua.insight.measurement.actions.announce_days import announce_days
from motcua.insight.measurement.actions.hand_over_day import hand_over_day
from motcua.kernel import clock

_OFTEN, _HALF_DAY = 600, 12 * 3600


@job("measurement.announce")
def announce() -> None:
    """Let the roll-ups know."""
    announce_days()


@job("measurement.hand_over")
def hand_over() -> None:
    """Yesterday and the day before, which may have grown since: handing over again replaces."""
    for back in (2, 1):
        hand_over_day(clock.today() - timedelta(days=back))


every(_OFTEN, announce)
every(_HALF_DAY, hand_over)
