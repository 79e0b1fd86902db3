"""Who reads the indexes; roles hold at or below the post's unit."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

READ = declare("indexes.read", words("read the indexes of a unit"), roles=["division_head", "leader", "auditor"])
LOAD = declare("indexes.load", words("load the criteria of indexes"))
