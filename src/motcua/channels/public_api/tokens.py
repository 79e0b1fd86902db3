"""Who calls: the account behind a bearer token, limited to the token's scopes."""

from dataclasses import replace

from django.http import HttpRequest
from ninja.security import HttpBearer

from motcua.blocks.accounts.api import account_for_token
from motcua.ground.directory.api import actor_for
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, Actor


class BearerToken(HttpBearer):
    """A token made by the account's owner or an administrator; its scopes are names of capabilities."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor, or None for a token that is unknown, too old or withdrawn."""
        holder = account_for_token(token)
        return replace(actor_for(holder.account, clock.now()), scopes=holder.scopes) if holder else None


def caller(request: HttpRequest) -> Actor:
    """The actor of a request that passed `BearerToken`; anonymous where an operation needs no token."""
    found = getattr(request, "auth", None)
    return found if isinstance(found, Actor) else ANONYMOUS
