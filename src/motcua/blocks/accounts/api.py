"""Who can log in, how, and with which tokens programs act: the only door of this block."""

from motcua.blocks.accounts.actions.account_for_token import TokenHolder, account_for_token
from motcua.blocks.accounts.actions.close_login import close_login
from motcua.blocks.accounts.actions.confirm_identity import confirm_identity
from motcua.blocks.accounts.actions.issue_token import IssuedToken, issue_token
from motcua.blocks.accounts.actions.note_sign_in import note_failed_sign_in, note_sign_in, note_sign_out
from motcua.blocks.accounts.actions.open_login import open_login
from motcua.blocks.accounts.actions.revoke_token import revoke_token
from motcua.blocks.accounts.actions.session import (
    CONFIRMED_FOR,
    act_for,
    client_address,
    confirmed_recently,
    mark_confirmed,
    open_session,
    session_assurance,
    session_principal,
)
from motcua.blocks.accounts.actions.sign_in import sign_in
from motcua.blocks.accounts.models import Account, ApiToken
from motcua.blocks.accounts.queries.tokens import tokens_of
from motcua.blocks.accounts.rights import MANAGE_TOKENS, OWN_TOKENS

__all__ = [
    "CONFIRMED_FOR",
    "MANAGE_TOKENS",
    "OWN_TOKENS",
    "Account",
    "ApiToken",
    "IssuedToken",
    "TokenHolder",
    "account_for_token",
    "act_for",
    "client_address",
    "close_login",
    "confirm_identity",
    "confirmed_recently",
    "issue_token",
    "mark_confirmed",
    "note_failed_sign_in",
    "note_sign_in",
    "note_sign_out",
    "open_login",
    "open_session",
    "revoke_token",
    "session_assurance",
    "session_principal",
    "sign_in",
    "tokens_of",
]
