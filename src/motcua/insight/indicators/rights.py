"""Who may read figures, and who may publish them; roles hold at or below the post's unit."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

READ = declare("indicators.read", words("read the figures of a unit"), roles=["leader", "division_head", "auditor", "reform_officer"])
PUBLISH = declare("indicators.publish", words("publish the figures of a unit"), roles=["leader"])
