from motcua.blocks.accounts.models.account import Account
from motcua.blocks.accounts.models.attempt import SignInAttempt
from motcua.blocks.accounts.models.token import ApiToken

__all__ = ["Account", "ApiToken", "SignInAttempt"]
