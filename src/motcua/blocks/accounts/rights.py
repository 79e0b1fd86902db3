"""What may be done with accounts, and by whom."""

from motcua.blocks.permissions.api import declare
from motcua.kernel.errors import words

OWN_TOKENS = declare(
    "accounts.own_tokens", words("make and withdraw access tokens for one's own account"), kinds=("citizen", "official"), roles=()
)
MANAGE_LOGINS = declare("accounts.manage_logins", words("open and close logins of officials"), roles=("administrator",))
MANAGE_TOKENS = declare("accounts.manage_tokens", words("make and withdraw access tokens for any account"), roles=("administrator",))
