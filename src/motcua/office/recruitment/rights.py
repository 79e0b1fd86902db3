"""Who prepares recruitment, who approves, who may look; what the council does follows from seats, not posts."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

LOAD = declare("recruitment.load", words("load the rules of recruitment"))
READ = declare(
    "recruitment.read",
    words("read recruitment plans and their candidates"),
    roles=["personnel_officer", "leader", "division_head", "inspector"],
)
PREPARE = declare("recruitment.prepare", words("prepare recruitment"), roles=["personnel_officer"])
DECIDE = declare("recruitment.decide", words("decide on recruitment"), roles=["leader"])
APPLY = declare("recruitment.apply", words("apply for a post"), kinds=["citizen"])
MARK = declare("recruitment.mark", words("mark as a member of a council"), kinds=["official"])
ADOPT = declare("recruitment.adopt", words("take over recruitment from an older system"))
