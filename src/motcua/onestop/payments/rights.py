"""Who may do what with money; roles are given by posts, and hold at or below the post's unit."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

PAY = declare("payment.pay", words("pay the fees of one's own dossier"), kinds=["citizen"])
READ = declare("payment.read", words("look at payments and receipts"), roles=["desk_officer", "division_head", "leader", "auditor"])
TAKE_CASH = declare("payment.take_cash", words("take fees at the desk"), roles=["desk_officer"])
ASK_REFUND = declare("payment.ask_refund", words("ask for a refund"), roles=["desk_officer"], kinds=["citizen"])
APPROVE_REFUND = declare("payment.approve_refund", words("approve refunds"), roles=["leader"])
GIVE_BACK = declare("payment.give_back", words("give money back at the desk"), roles=["desk_officer"])
RECONCILE = declare("payment.reconcile", words("reconcile payments of the whole province"), roles=["auditor"])
NOTE_OUTCOME = declare("payment.note_outcome", words("take over what a gateway says"))
PRINT_RECEIPT = declare("payment.print_receipt", words("print and sign receipts"))
FOLLOW = declare("payment.follow", words("open and cancel requests for payment as dossiers go on"))
