"""Every quarter of an hour: what was decided for today becomes true today."""

from motcua.blocks.jobs.api import every, job
from motcua.ground.directory.actions.bring_up_to_date import bring_up_to_date

_OFTEN = 900


@job("directory.bring_up_to_date", retries=0)
def bring_units_up_to_date() -> None:
    """Units are what their states say of the day; nothing is written when nothing is due."""
    bring_up_to_date()


every(_OFTEN, bring_units_up_to_date)
