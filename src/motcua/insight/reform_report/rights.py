"""Who may do what with the reform report; roles hold at or below the post's unit."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

# the official who keeps the reform report holds a post of control until there is a role of its own
READ = declare("reform_report.read", words("make and compare reports on administrative reform"), roles=["leader", "auditor"])
LOAD = declare("reform_report.load", words("load the sections and sentences of reports"), roles=["administrator"])
