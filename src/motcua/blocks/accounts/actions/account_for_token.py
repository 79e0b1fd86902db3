"""Whose token is this?"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from motcua.blocks.accounts.models import Account, ApiToken
from motcua.blocks.accounts.rules.secrets import digest_of
from motcua.kernel import clock

_NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """The account behind a token, and what the token is limited to."""

    account: Account
    scopes: frozenset[str]
    token_id: int


def account_for_token(secret: str) -> TokenHolder | None:
    """The holder of a living token, or None. One statement; every five minutes a second one notes the use."""
    now = clock.real_now()
    token = (
        ApiToken.objects.select_related("account")
        .filter(digest=digest_of(secret), revoked_at=None, expires_at__gt=now, account__is_active=True)
        .first()
    )
    if token is None:
        return None
    if token.last_used_at is None or token.last_used_at < now - _NOTED_EVERY:
        stale = Q(last_used_at=None) | Q(last_used_at__lt=now - _NOTED_EVERY)
        ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
    return TokenHolder(token.account, frozenset(token.scopes), token.pk)
