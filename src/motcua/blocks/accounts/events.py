"""What accounts announce; the stream is `account`, its id the account (0 when nobody was recognised)."""

STREAM = "account"
SIGNED_IN = "account.signed_in"
SIGN_IN_FAILED = "account.sign_in_failed"
SIGNED_OUT = "account.signed_out"
IDENTITY_CONFIRMED = "account.identity_confirmed"
LOGIN_OPENED = "account.opened"
LOGIN_CLOSED = "account.closed"
TOKEN_ISSUED = "account.token_issued"  # noqa: S105 -- the name of an event
TOKEN_REVOKED = "account.token_revoked"  # noqa: S105 -- the name of an event
