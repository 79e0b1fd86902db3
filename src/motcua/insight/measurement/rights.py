"""Who may do what in service measurement."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

READ = declare(
    "measurement.read",
    words("see how the portals and the one-stop system are used"),
    roles=["leader", "division_head", "auditor", "reform_officer"],
)
