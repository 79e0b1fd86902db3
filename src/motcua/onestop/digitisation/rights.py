"""Who may scan, digitise and approve."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

_OFFICE = ("desk_officer", "specialist", "division_head", "leader")

PUT_TOGETHER = declare("digitisation.put_together", words("put scans of a paper together"), roles=_OFFICE, kinds=["citizen"])
DIGITISE = declare("digitisation.digitise", words("check, describe and sign digital papers"), roles=["desk_officer", "specialist"])
READ = declare("digitisation.read", words("see what is digitised"), roles=[*_OFFICE, "auditor"])
APPROVE = declare("digitisation.approve", words("approve digital papers"), roles=["division_head", "leader"])
WORK = declare("digitisation.work", words("prepare pages and recognise text as ordered"))
LOAD = declare("digitisation.load_roadmap", words("load from when offices digitise"))
