"""Who may open which part of the workspace; what may be done there is asked again by the actions."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

OFFICE = ("desk_officer", "specialist", "division_head", "leader")
OPEN = declare("workspace.open_dossiers", words("open dossiers in the workspace"), roles=[*OFFICE, "auditor"])
ACT = declare("workspace.act", words("act on dossiers in the workspace"), roles=OFFICE)
AUDIT = declare("workspace.audit", words("look at seals and at who read personal data"), roles=["auditor", "administrator"])
