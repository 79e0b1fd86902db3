"""Close the login of somebody who has left: no new session, no old one, no token."""

from django.db import transaction

from motcua.blocks.accounts import events
from motcua.blocks.accounts.models import Account, ApiToken
from motcua.blocks.accounts.rights import MANAGE_LOGINS
from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor


@transaction.atomic
def close_login(account_id: int, *, actor: Actor) -> int:
    """Every session of the login ends with the next request it makes, every token opens nothing; returns how many tokens were withdrawn.

    A login that is closed already stays so. Raises `Forbidden`.
    """
    require(actor, MANAGE_LOGINS)
    closed = Account.objects.filter(pk=account_id, is_active=True).update(is_active=False)
    tokens = ApiToken.objects.filter(account_id=account_id, revoked_at=None).update(revoked_at=clock.real_now())
    if closed or tokens:
        record(events.STREAM, account_id, events.LOGIN_CLOSED, actor=actor, at=clock.now(), payload={"tokens": tokens})
    return tokens
