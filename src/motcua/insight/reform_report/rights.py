"""Who may do what with the reform report; roles hold at or below the post's unit."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

READ = declare(
    "reform_report.read", words("read and compare reports on administrative reform"), roles=["leader", "auditor", "reform_officer"]
)
PREPARE = declare("reform_report.prepare", words("write and keep reports on administrative reform"), roles=["leader", "reform_officer"])
LOAD = declare("reform_report.load", words("load the sections and sentences of reports"), roles=["administrator"])
