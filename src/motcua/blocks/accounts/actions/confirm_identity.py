"""An official proves once more who it is, before signing."""

from django.db import transaction

from motcua.blocks.accounts import events
from motcua.blocks.accounts.actions.sign_in import sign_in
from motcua.blocks.accounts.models import Account
from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words


def confirm_identity(*, actor: Actor, password: str, address: str) -> Account:
    """Check the password of who is logged in; the caller marks the session.

    Raises Refusal as `sign_in` does (the same limits hold), Forbidden when nobody is logged in.
    """
    account = Account.objects.filter(pk=actor.account_id, is_active=True).first() if actor.account_id else None
    if account is None:
        raise Forbidden(words("Nobody is logged in."), way_out=words("Log in first."))
    confirmed = sign_in(username=account.username, password=password, address=address, actor=actor)
    with transaction.atomic():
        record(events.STREAM, confirmed.pk, events.IDENTITY_CONFIRMED, actor=actor, at=clock.now(), payload={"address": address})
    return confirmed
