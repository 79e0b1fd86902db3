"""Open a login for an official who joins, or open one again."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.blocks.accounts import events
from motcua.blocks.accounts.models import Account
from motcua.blocks.accounts.rights import MANAGE_LOGINS
from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.text import fold


@transaction.atomic
def open_login(name: str, *, email: str = "", again: int | None = None, actor: Actor) -> Account:
    """A login under a free name made of the person's ("Lê Thị Mai": mai.lt), without a password: nobody can log in until one is set.

    `again` names a closed login that is opened again instead. Raises `Forbidden`.
    """
    require(actor, MANAGE_LOGINS)
    account = Account.objects.select_for_update().filter(pk=again).first() if again else None
    if account is None:
        account = Account(username=_free_name(name), name=name, email=email, kind=Account.Kind.OFFICIAL, password=make_password(None))
    elif account.is_active:
        return account
    account.is_active = True
    account.save()
    record(events.STREAM, account.pk, events.LOGIN_OPENED, actor=actor, at=clock.now(), payload={"username": account.username})
    return account


def _free_name(name: str) -> str:
    given, *others = reversed(fold(name).replace("(", "").replace(")", "").split() or ["official"])
    wanted = f"{given}.{''.join(word[0] for word in reversed(others))}"[:60].rstrip(".")
    taken = set(Account.objects.filter(username__istartswith=wanted).values_list("username", flat=True))
    return next(one for number in range(1, len(taken) + 3) if (one := wanted if number == 1 else f"{wanted}{number}") not in taken)
