"""Who may do what with a dossier; roles are given by posts, and hold at or below the post's unit."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

_OFFICE = ("desk_officer", "specialist", "division_head", "leader")

SUBMIT = declare("dossier.submit", words("submit a dossier"), kinds=["citizen"])
READ = declare("dossier.read", words("read a dossier"), roles=[*_OFFICE, "auditor"], kinds=["citizen"])
FOLLOW = declare("dossier.follow", words("supplement or withdraw one's own dossier"), kinds=["citizen"])
ANSWER = declare("dossier.answer_supplement", words("hand in a supplement"), roles=["desk_officer"], kinds=["citizen"])
RECEIVE = declare("dossier.receive", words("receive, refuse or return dossiers at the one-stop desk"), roles=["desk_officer"])
ASK_SUPPLEMENT = declare("dossier.ask_supplement", words("ask for a supplement"), roles=["desk_officer", "specialist", "division_head"])
PROCESS = declare("dossier.process", words("work on a dossier"), roles=["specialist", "division_head"])
SETTLE = declare(
    "dossier.settle_payment", words("note the receipt of a financial obligation"), roles=["desk_officer", "specialist", "division_head"]
)
APPROVE = declare("dossier.approve", words("approve and sign results"), roles=["leader"])
EXTERNAL = declare("dossier.external_status", words("record what another system reports"))
SIGN = declare("dossier.sign", words("print and sign results as ordered"))
FILE_EXTERNALLY = declare("dossier.file_externally", words("hand dossiers to other systems"))
NOTE_FEE = declare("dossier.note_fee", words("note that a fee came in or went back"), roles=["desk_officer"])
FIRE_TIMER = declare("dossier.fire_timer", words("let processes go on when a moment has come"))
