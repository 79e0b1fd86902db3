"""What the one-stop desk may do beyond what dossiers allow."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

TAKE_IN = declare("desk.take_in", words("take in a dossier at the counter"), roles=["desk_officer"])
READ_REGISTER = declare(
    "desk.read_register", words("read the daily register"), roles=["desk_officer", "division_head", "leader", "auditor"]
)
SIGN_SLIP = declare("desk.sign_slip", words("print and sign slips as ordered"))
OFFLINE = declare("desk.offline", words("take in without network and send it later"), roles=["desk_officer"])
READ_OFFLINE = declare(
    "desk.read_offline", words("see the devices of a desk without network"), roles=["desk_officer", "division_head", "leader"]
)
DECIDE_OFFLINE = declare(
    "desk.decide_offline", words("decide about numbers and entries of devices without network"), roles=["division_head", "leader"]
)
TAKE_TICKET = declare("desk.take_ticket", words("take a queue ticket"), kinds=["anonymous", "citizen", "official"])
BOOK = declare("desk.book", words("book an appointment at a one-stop desk"), kinds=["citizen"])
RUN_QUEUE = declare("desk.run_queue", words("call and serve the people in the queue"), roles=["desk_officer"])
KEEP_HALL = declare(
    "desk.keep_hall",
    words("set up counters and appointments of a hall"),
    roles=["division_head", "leader", "administrator", "content_editor"],
)
LOAD_HALLS = declare("desk.load_halls", words("load the halls and counters of the province"))
CLOSE_DAY = declare("desk.close_day", words("close the queues of the days before"))
POST = declare("desk.post", words("send and receive by the public post"), roles=["desk_officer"])
ORDER_PICK_UP = declare("desk.order_pick_up", words("order the postman to fetch papers"), kinds=["citizen"])
TAKE_OVER_POST = declare("desk.take_over_post", words("take over what the public post reports"))
CONSENT = declare("desk.consent", words("act for somebody with consent"), roles=["desk_officer"], kinds=["citizen"])
