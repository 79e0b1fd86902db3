"""Who may do what in the operations centre; roles hold at or below the post's unit."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

READ = declare(
    "operations.read", words("see the wall and the map of a unit"), roles=["leader", "division_head", "auditor", "reform_officer"]
)
ALERTS = declare(
    "operations.alerts",
    words("see alerts and answer those of one's post"),
    roles=["leader", "division_head", "specialist", "auditor", "reform_officer"],
)
CLOSE = declare("operations.close", words("close alerts of units in one's charge"), roles=["leader", "auditor"])
FORECAST = declare(
    "operations.forecast", words("see which dossiers will be late"), roles=["leader", "division_head", "auditor", "reform_officer"]
)
LOAD = declare("operations.load", words("load the content of the operations centre"))
