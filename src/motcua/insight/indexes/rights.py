"""Who reads the indexes; roles hold at or below the post's unit."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

READ = declare("indexes.read", words("read the indexes of a unit"), roles=["division_head", "leader", "auditor", "reform_officer"])
LOAD = declare("indexes.load", words("load the criteria of indexes"))
ASSESS = declare("reform_index.assess", words("assess one's own unit for the reform index"), roles=["leader"])
APPRAISE = declare("reform_index.appraise", words("appraise the reform index of units below"), roles=["reform_officer"])
LEAD = declare(
    "reform_index.lead", words("mark the components one's own agency leads, for the units of the group"), roles=["leader", "division_head"]
)
DECIDE = declare("reform_index.decide", words("decide and publish the reform index of the province"), roles=["leader"])
