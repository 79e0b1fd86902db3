"""What may be done with people's and enterprises' records, and who may."""

from motcua.blocks.permissions.api import declare

LOOK_UP = declare("parties.look_up", "look up a person or an enterprise", roles=["desk_officer"])
READ = declare(
    "parties.read",
    "read the record of a person or an enterprise",
    roles=["desk_officer", "specialist", "division_head", "leader", "auditor"],
)
REGISTER = declare("parties.register", "register a person or an enterprise", roles=["desk_officer"])
ADOPT = declare("parties.adopt", "take over people from an older system")
CORRECT_CONTACT = declare("parties.correct_contact", "correct how a person can be reached", roles=["desk_officer"])
