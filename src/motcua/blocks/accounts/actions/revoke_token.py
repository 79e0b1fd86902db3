"""Withdraw an access token."""

from django.db import transaction

from motcua.blocks.accounts import events
from motcua.blocks.accounts.models import ApiToken
from motcua.blocks.accounts.rights import MANAGE_TOKENS, OWN_TOKENS
from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import may
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words


def revoke_token(*, actor: Actor, token_id: int) -> None:
    """From now on the token opens nothing; withdrawing it again changes nothing. Raises NotFound, also for another's token."""
    with transaction.atomic():
        token = ApiToken.objects.select_for_update().filter(pk=token_id).first()
        if token is None or not may(actor, OWN_TOKENS if token.account_id == actor.account_id else MANAGE_TOKENS):
            raise NotFound(words("There is no such token."))
        if token.revoked_at is not None:
            return
        token.revoked_at = clock.real_now()
        token.save(update_fields=["revoked_at"])
        payload = {"token": token.pk, "prefix": token.prefix}
        record(events.STREAM, token.account_id, events.TOKEN_REVOKED, actor=actor, at=clock.now(), payload=payload)
