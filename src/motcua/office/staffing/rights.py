"""Who assigns posts, who fills them, who sees how they are used."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

READ = declare(
    "staffing.read",
    words("see how posts are assigned and used"),
    roles=["personnel_officer", "leader", "division_head", "auditor", "reform_officer", "inspector"],
)
ASSIGN = declare("staffing.assign", words("assign, adjust or move posts"), roles=["personnel_officer"])
TAKE_UP = declare("staffing.take_up", words("take up a post or give it back"), roles=["personnel_officer", "leader"])
PLAN = declare("staffing.plan", words("write the scheme of job positions"), roles=["personnel_officer", "leader"])
APPROVE = declare("staffing.approve", words("approve the scheme of job positions"), roles=["personnel_officer"])
ADOPT = declare("staffing.adopt", words("take over posts and who holds them in bulk"), roles=["administrator"])
