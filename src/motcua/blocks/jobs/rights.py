"""What may be done with background jobs."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

RETRY = declare("jobs.retry", words("run failed background jobs again"), roles=["administrator"])
