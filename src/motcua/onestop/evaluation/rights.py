"""Who rates, who assesses, who watches."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

RATE = declare("evaluation.rate", words("rate how a dossier was resolved"), kinds=["citizen"])
RATE_IN_PUBLIC = declare("evaluation.rate_in_public", words("take a ballot from somebody who proved to know the dossier"))
READ = declare("evaluation.read", words("read the quality of resolution"), roles=["division_head", "leader", "auditor"])
ASSESS = declare("evaluation.assess", words("assess one's own unit"), roles=["leader"])
APPRAISE = declare("evaluation.appraise", words("appraise the assessment of a unit below"), roles=["auditor", "leader"])
WATCH = declare("evaluation.watch", words("watch late dossiers and the load of officers"), roles=["division_head", "leader", "auditor"])
