"""What may be done with messages and their templates, and who may."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

OPERATE = declare("notices.operate", words("see deliveries and send failed ones again"), roles=["administrator"])
EDIT = declare("notices.edit_templates", words("edit the texts of messages"), roles=["content_editor"])
LOAD = declare("notices.load", words("load the templates of messages"), roles=[])
CHOOSE = declare(
    "notices.choose_ways",
    words("choose how one is told"),
    roles=[
        *("desk_officer", "specialist", "division_head", "leader", "auditor", "content_editor", "administrator"),
        *("reform_officer", "personnel_officer", "inspector"),
    ],
    kinds=["citizen", "official"],
)
