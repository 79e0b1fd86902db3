"""Who plans reform, who works at it, who confirms."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

READ = declare("reform.read", words("read the reform plan"), roles=["division_head", "leader", "auditor", "specialist", "reform_officer"])
PLAN = declare("reform.plan", words("record the reform plan"), roles=["reform_officer", "leader"])
ISSUE = declare("reform.issue", words("issue the reform plan"), roles=["leader"])
REPORT = declare("reform.report", words("report on a task of the reform plan"), roles=["division_head", "leader"])
CONFIRM = declare("reform.confirm", words("confirm, move or drop tasks of the reform plan"), roles=["reform_officer"])
