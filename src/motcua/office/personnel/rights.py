"""Who keeps the files of officials, who decides, who reads."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

READ = declare("personnel.read", words("read files of officials"), roles=["personnel_officer", "leader"])
KEEP = declare("personnel.keep", words("keep files of officials"), roles=["personnel_officer"])
PREPARE = declare("personnel.prepare", words("prepare decisions on officials"), roles=["personnel_officer"])
ISSUE = declare("personnel.issue", words("issue decisions on officials"), roles=["leader"])
COUNT = declare(
    "personnel.count", words("read statistics of officials"), roles=["personnel_officer", "leader", "auditor", "reform_officer"]
)
OWN = declare("personnel.own", words("read one's own file"), kinds=["official"], roles=[])
LOAD = declare("personnel.load", words("load the rules of the civil service from the province's files"), roles=["administrator"])
ADOPT = declare("personnel.adopt", words("take over files of officials in bulk"), roles=["administrator"])
SIGN = declare("personnel.sign", words("print and sign decisions on officials"), roles=[])
