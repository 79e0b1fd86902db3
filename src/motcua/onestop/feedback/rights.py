"""Who may do what with feedback; roles are given by posts, and hold at or below the post's unit."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

_OFFICE = ("desk_officer", "specialist", "division_head", "leader")

SEND = declare("feedback.send", words("send feedback"), kinds=["citizen", "anonymous"])
FOLLOW = declare("feedback.follow", words("follow, add to, rate or reopen one's own feedback"), kinds=["citizen", "anonymous"])
RECORD = declare("feedback.record", words("write down feedback that came by phone, letter or at the desk"), roles=_OFFICE)
READ = declare("feedback.read", words("read feedback sent to the offices"), roles=[*_OFFICE, "auditor"])
TAKE_IN = declare("feedback.take_in", words("accept, refuse, forward, return or merge feedback"), roles=_OFFICE)
PROCESS = declare("feedback.process", words("work on feedback and draft the answer"), roles=["specialist", "division_head", "leader"])
APPROVE = declare("feedback.approve", words("approve and sign an answer"), roles=["leader"])
PUBLISH = declare("feedback.publish", words("strike out personal data and publish"), roles=_OFFICE)
SEE_SENDER = declare("feedback.see_sender", words("see who sent a feedback"), roles=_OFFICE)
SIGN = declare("feedback.sign", words("print and sign answers as ordered"))
EXCHANGE = declare("feedback.exchange", words("take in feedback from other systems"))
LOAD = declare("feedback.load", words("load the province's content about feedback"), roles=["administrator"])
