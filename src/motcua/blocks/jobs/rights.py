"""What may be done with background jobs."""

from motcua.blocks.permissions.api import declare

RETRY = declare("jobs.retry", "run failed background jobs again", roles=["administrator"])
