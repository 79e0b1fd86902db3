"""Words of the office for what the records hold as keys: statuses, outcomes, steps, roles, channels."""

from collections.abc import Mapping

from django.utils.translation import gettext

from motcua.channels.ui.parts import TagTone
from motcua.kernel.errors import words
from motcua.onestop.dossiers.api import Status

STATUSES: Mapping[str, tuple[str, TagTone]] = {
    Status.SUBMITTED: (words("Waiting for intake"), "now"),
    Status.RECEIVED: (words("Received"), "now"),
    Status.NOT_ACCEPTED: (words("Not accepted"), "bad"),
    Status.IN_PROCESS: (words("In process"), "now"),
    Status.SUPPLEMENT_REQUESTED: (words("Waiting for a supplement"), "wait"),
    Status.PAYMENT_REQUESTED: (words("Waiting for a financial obligation"), "wait"),
    Status.WITHDRAWN: (words("Withdrawn"), "plain"),
    Status.STOPPED: (words("Stopped"), "bad"),
    Status.RESOLVED: (words("Resolved, result to be returned"), "good"),
    Status.RETURNED: (words("Result returned"), "plain"),
}
CHANNELS: Mapping[int, str] = {1: words("At the desk"), 2: words("Online"), 3: words("By post")}
GROUPS: Mapping[str, str] = {
    "dossiers": words("Dossiers"),
    "online": words("Online services"),
    "onestop": words("One-stop desks"),
    "tthc": words("Control of procedures"),
    "feedback": words("Feedback"),
    "payments": words("Payments"),
    "digitisation": words("Digitisation"),
    "vault": words("Data vault"),
    "desk": words("Counters"),
    "quality": words("Quality of resolution"),
    "exchange": words("Exchange with other systems"),
    "measurement": words("Use of the services"),
    "emc": words("Measured systems"),
    "reform": words("Reform plan"),
    "service": words("Service index"),
}
CHANGES: Mapping[str, str] = {
    "new": words("Newly issued"),
    "amended": words("Amended"),
    "replaced": words("Replaced"),
    "simplified": words("Simplified"),
    "abolished": words("Abolished"),
    "online": words("Announced as an online service"),
    "keep": words("Keep as it is"),
    "simplify": words("Simplify"),
    "amend": words("Amend"),
    "replace": words("Replace"),
    "abolish": words("Abolish"),
}
CAUSES: Mapping[str, str] = {
    "paused_supplement": words("Waits for the citizen's supplement"),
    "paused_obligation": words("Waits for a financial obligation"),
    "part": words("Waits for a part at another agency"),
    "empty_post": words("Nobody holds the post"),
    "step_late": words("The step is over its time"),
    "signature": words("Waits for the signature"),
    "started_late": words("Earlier steps used up the time"),
    "in_work": words("In work, little time left"),
}
TIMINGS: Mapping[str, tuple[str, TagTone]] = {
    "early": (words("Early"), "good"),
    "on_time": (words("On time"), "good"),
    "late": (words("Late"), "bad"),
}
METHODS: Mapping[str, str] = {
    "counter": words("Handed over at the counter"),
    "post": words("By public post"),
    "electronic": words("Electronically"),
}
OUTCOMES: Mapping[str, str] = {
    "propose": words("Propose to grant"),
    "not_eligible": words("Not eligible"),
    "sent_back": words("Send back to the step before"),
    "verify": words("Verify first"),
    "verified": words("Verified"),
    "approve": words("Approve and sign"),
    "approved": words("Approve and sign"),
    "refuse": words("Refuse"),
    "refused": words("Refuse"),
    "agree": words("Agree"),
    "agreed": words("Agree"),
    "disagree": words("Disagree"),
    "disagreed": words("Disagree"),
    "done": words("Done"),
    "registered": words("Entered in the book"),
    "confirmed": words("Confirmed"),
    "completed": words("Completed"),
    "forward": words("Forward to the next level"),
    "paid": words("Paid"),
    "cancelled": words("Taken away before it was done"),
    "acknowledged": words("Acknowledged"),
    "nobody_came": words("Nobody came forward"),
    "parents_found": words("The parents were found"),
    "notified": words("Obligation notified"),
    "exempt": words("Nothing to be paid"),
    "convicted": words("Has a criminal record"),
    "clear": words("Has no criminal record"),
    "no_opinion": words("No opinion"),
    "resolved": words("Every part is resolved"),
    "partly": words("Some parts are resolved"),
}
STEPS: Mapping[str, str] = {
    "examine": words("Examination"),
    "opinion": words("Opinion of another agency"),
    "approve": words("Approval and signature"),
    "register": words("Entry in the book"),
    "hand_over": words("Hand-over"),
    "wait": words("Waiting for another system"),
}
ROLES: Mapping[str, str] = {
    "desk_officer": words("One-stop desk officer"),
    "specialist": words("Specialist"),
    "division_head": words("Head of division"),
    "leader": words("Leader"),
    "auditor": words("Auditor"),
    "content_editor": words("Content editor"),
    "reform_officer": words("Reform officer"),
    "personnel_officer": words("Personnel officer"),
    "inspector": words("Inspector"),
    "administrator": words("Administrator"),
}
PAUSES: Mapping[str, str] = {
    "supplement": words("Waiting for the citizen's supplement"),
    "financial_obligation": words("Waiting for a financial obligation to be met"),
}
LEVELS: Mapping[str, str] = {"commune": words("Commune level"), "district": words("District level"), "province": words("Province level")}
PURPOSES: Mapping[str, str] = {
    "intake": words("intake at the desk"),
    "processing": words("work on the dossier"),
    "approval": words("approval of the result"),
    "supervision": words("supervision"),
    "feedback": words("work on feedback"),
    "feedback_sender": words("to know who sent a feedback"),
    "national_portal": words("exchange with the national portal"),
    "paygov": words("receipts for the payment platform"),
    "offer": words("papers that need not be handed in"),
    "take_into_dossier": words("a paper of the vault used in a dossier"),
    "share": words("shared by the owner"),
}
SLIPS: Mapping[str, str] = {
    "01": words("Receipt and appointment slip (form 01)"),
    "02": words("Supplement slip (form 02)"),
    "03": words("Refusal slip (form 03)"),
    "04": words("Apology with a new date (form 04)"),
    "05": words("Notice of stopping (form 05)"),
}


def said(table: Mapping[str, str], key: str) -> str:
    """The words for a key in the reader's language; a key without words is shown as it is."""
    return gettext(table[key]) if key in table else key
