"""Who may do what in reporting regimes."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

READ = declare(
    "reporting.read",
    words("read the reports of a unit"),
    roles=["desk_officer", "specialist", "division_head", "leader", "auditor", "reform_officer"],
)
READ_BELOW = declare("reporting.read_below", words("read the reports of the units below"), roles=["leader", "auditor", "reform_officer"])
FILL = declare(
    "reporting.fill",
    words("fill in the reports of one's own unit"),
    roles=["desk_officer", "specialist", "division_head", "leader", "reform_officer"],
)
APPROVE = declare("reporting.approve", words("approve and sign the report of one's own unit"), roles=["leader"])
SUPERVISE = declare("reporting.supervise", words("open periods and return reports of the units below"), roles=["auditor", "reform_officer"])
LOAD = declare("reporting.load", words("load reporting regimes"))
SEND = declare("reporting.send", words("sign and send reports"))
