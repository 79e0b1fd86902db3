"""What the one-stop desk may do beyond what dossiers allow."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

TAKE_IN = declare("desk.take_in", words("take in a dossier at the counter"), roles=["desk_officer"])
READ_REGISTER = declare(
    "desk.read_register", words("read the daily register"), roles=["desk_officer", "division_head", "leader", "auditor"]
)
SIGN_SLIP = declare("desk.sign_slip", words("print and sign slips as ordered"))
