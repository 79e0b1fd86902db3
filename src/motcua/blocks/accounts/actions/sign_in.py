"""An official logs in with name and password."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.blocks.accounts import events
from motcua.blocks.accounts.models import Account, SignInAttempt
from motcua.blocks.accounts.queries.attempts import is_slowed_down
from motcua.blocks.accounts.rules.secrets import name_key
from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, Actor
from motcua.kernel.errors import Refusal, words

_KEPT = timedelta(days=1)


def sign_in(*, username: str, password: str, address: str, actor: Actor = ANONYMOUS) -> Account:
    """Check name and password of an official; the caller opens the session.

    Raises Refusal `sign_in_failed` (the same words and the same work whether the name is known or not) or
    `sign_in_slowed_down` after too many failures; failures are counted although the action refuses.
    """
    key, now = name_key(username), clock.real_now()
    if is_slowed_down(name_key=key, address=address, now=now):
        raise Refusal(
            words("There were too many attempts to log in."),
            code="sign_in_slowed_down",
            way_out=words("Wait 15 minutes, then try again. If you forgot your password, ask your administrator."),
        )
    account = Account.objects.filter(username__iexact=username.strip(), kind=Account.Kind.OFFICIAL).first()
    if account is None or not account.has_usable_password():
        make_password(password)
        is_right = False
    else:
        is_right = account.check_password(password) and account.is_active
    if account is None or not is_right:
        _note_failure(key, address, account, actor)
        raise Refusal(
            words("The name or the password is not right."),
            code="sign_in_failed",
            way_out=words("Check both and try again. Capital letters matter in the password."),
        )
    with transaction.atomic():
        SignInAttempt.objects.filter(name_key=key, address=address).delete()
        SignInAttempt.objects.filter(at__lt=now - _KEPT).delete()
        who = Actor(kind="official", name=account.name, account_id=account.pk)
        record(events.STREAM, account.pk, events.SIGNED_IN, actor=who, at=clock.now(), payload={"method": "password", "address": address})
    return account


def _note_failure(key: str, address: str, account: Account | None, actor: Actor) -> None:
    with transaction.atomic():
        SignInAttempt.objects.create(name_key=key, address=address, at=clock.real_now())
        stream_id = account.pk if account is not None else 0
        record(
            events.STREAM, stream_id, events.SIGN_IN_FAILED, actor=actor, at=clock.now(), payload={"method": "password", "address": address}
        )
