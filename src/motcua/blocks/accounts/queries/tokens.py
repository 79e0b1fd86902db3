"""The tokens of an account."""

from django.db.models import QuerySet

from motcua.blocks.accounts.models import ApiToken
from motcua.blocks.accounts.rights import MANAGE_TOKENS, OWN_TOKENS
from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor


def tokens_of(account_id: int, *, actor: Actor) -> QuerySet[ApiToken]:
    """The tokens of an account, newest first, for its owner or an administrator; raises Forbidden."""
    require(actor, OWN_TOKENS if account_id == actor.account_id else MANAGE_TOKENS)
    return ApiToken.objects.filter(account_id=account_id).order_by("-id")
