"""The party behind a login, for the login itself."""

from typing import Protocol

from motcua.ground.parties.models import Party


class HasKey(Protocol):
    """Anything with a primary key: an account."""

    @property
    def pk(self) -> int: ...


def party_of(account: HasKey) -> Party | None:
    """The person or organisation of an account; None for officials. One query."""
    return Party.objects.filter(account_id=account.pk).first()
