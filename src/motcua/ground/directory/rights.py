"""What may be done with units, posts and people in posts, and who may."""

from motcua.blocks.permissions.api import declare

LOAD = declare("directory.load", "load units and people from the province's files", roles=["administrator"])
APPOINT = declare("directory.appoint", "put people into posts", roles=["administrator"])
DELEGATE = declare("directory.delegate", "arrange who acts for somebody absent", roles=["administrator"])
CHANGE = declare(
    "directory.change_units",
    "record decisions that change units, charters and who decides what",
    roles=["personnel_officer", "administrator"],
)
