"""Background entry points: `sweep_orphans` is due once a day."""

from motcua.blocks.files.actions.sweep_orphans import sweep_orphans as remove_orphans
from motcua.blocks.jobs.api import every, job


@job("files.sweep_orphans")
def sweep_orphans() -> None:
    """Remove bytes that no row names."""
    remove_orphans()


every(24 * 3600, sweep_orphans)
