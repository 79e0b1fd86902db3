"""Who may do what with a dossier; roles are given by posts, and hold at or below the post's unit."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

_OFFICE = ("desk_officer", "specialist", "division_head", "leader")

SUBMIT = declare("dossier.submit", words("submit a dossier"), kinds=["citizen"])
SUBMIT_FOR_PORTAL = declare("dossier.submit_for_portal", words("hand in what was filed at the national portal"))
READ = declare("dossier.read", words("read a dossier"), roles=[*_OFFICE, "auditor"], kinds=["citizen"])
FOLLOW = declare("dossier.follow", words("supplement or withdraw one's own dossier"), kinds=["citizen"])
ANSWER = declare("dossier.answer_supplement", words("hand in a supplement"), roles=["desk_officer"], kinds=["citizen"])
RECEIVE = declare("dossier.receive", words("receive, refuse or return dossiers at the one-stop desk"), roles=["desk_officer"])
ASK_SUPPLEMENT = declare("dossier.ask_supplement", words("ask for a supplement"), roles=["desk_officer", "specialist", "division_head"])
SCAN = declare("dossier.scan", words("scan and digitise the papers of a dossier"), roles=list(_OFFICE))
PROCESS = declare("dossier.process", words("work on a dossier"), roles=["specialist", "division_head"])
SETTLE = declare(
    "dossier.settle_payment", words("note the receipt of a financial obligation"), roles=["desk_officer", "specialist", "division_head"]
)
APPROVE = declare("dossier.approve", words("approve and sign results"), roles=["leader"])
EXTERNAL = declare("dossier.external_status", words("record what another system reports"))
SIGN = declare("dossier.sign", words("print and sign results as ordered"))
FILE_EXTERNALLY = declare("dossier.file_externally", words("hand dossiers to other systems"))
NOTE_FEE = declare("dossier.note_fee", words("note that a fee came in or went back"), roles=["desk_officer"])
CARRY_ON = declare("dossier.carry_on", words("let the parts of an interlinked dossier go on"))
FIRE_TIMER = declare("dossier.fire_timer", words("let processes go on when a moment has come"))
WITHDRAW_AT_DESK = declare(
    "dossier.withdraw_at_desk", words("withdraw a dossier at the wish of its owner at the desk"), roles=["desk_officer"]
)
STOP = declare("dossier.stop", words("stop a dossier that was not answered in its term"), roles=["specialist", "division_head", "leader"])
REAPPOINT = declare("dossier.reappoint", words("apologise for a late result and name a new date"), roles=["leader"])
DECIDE_ESCALATION = declare("dossier.decide_escalation", words("decide on a second request for papers"), roles=["division_head", "leader"])
ENTER_EXTERNAL = declare(
    "dossier.enter_external_status",
    words("enter by hand what another system decided"),
    roles=["specialist", "division_head", "leader"],
)
TAKE_OVER = declare("dossier.take_over", words("do the tasks of a post that nobody holds"), roles=["division_head", "leader"])
DRAFT_APOLOGY = declare("dossier.draft_apology", words("draft apologies before a limit passes"))
MOVE_PROMISE = declare("dossier.move_promise", words("count promises again when the calendar changed"))
ADOPT = declare("dossier.adopt", words("take over dossiers from an older system"))
REMIND = declare("dossier.remind", words("remind owners of results that wait"))
