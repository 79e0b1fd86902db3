"""Who inspects, who decides on inspections, who answers for what was found."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

READ = declare("inspections.read", words("read inspections"), roles=["inspector", "leader", "division_head", "auditor"])
INSPECT = declare("inspections.inspect", words("plan and carry out inspections"), roles=["inspector"])
DECIDE = declare("inspections.decide", words("approve plans, sign decisions and conclusions of inspections"), roles=["leader"])
ANSWER = declare("inspections.answer", words("answer for what an inspection found in the unit"), roles=["leader", "division_head"])
LOAD = declare("inspections.load", words("load what a province says about inspections"))
REMIND = declare("inspections.remind", words("remind of what inspections found"))
ADOPT = declare("inspections.adopt", words("take over inspections from elsewhere"))
