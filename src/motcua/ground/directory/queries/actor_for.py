"""Who a login is, with the posts it holds at a moment, its own and those it stands in for."""

from datetime import datetime

from motcua.blocks.accounts.api import Account
from motcua.ground.directory.queries.holdings import holdings_on
from motcua.ground.parties.api import party_of
from motcua.kernel.actor import ANONYMOUS, Actor
from motcua.kernel.clock import VIETNAM


def actor_for(account: Account, at: datetime, *, assurance: int | None = None) -> Actor:
    """The actor behind an account at a moment. One query.

    A post counts from its first to its last day, both included, while its unit exists; a delegation only while the post
    it comes from is held. `assurance` is the level of this login; without it that of the party's last login.
    """
    if not account.is_active:
        return ANONYMOUS
    if account.kind == Account.Kind.CITIZEN:
        return _citizen(account, assurance)
    holdings = holdings_on(account.pk, at.astimezone(VIETNAM).date())
    return Actor(kind="official", name=account.name, account_id=account.pk, holdings=holdings, assurance=assurance or 0)


def _citizen(account: Account, assurance: int | None) -> Actor:
    party = party_of(account)
    if party is None:
        return Actor(kind="citizen", name=account.name, account_id=account.pk, assurance=assurance or 0)
    level = party.assurance if assurance is None else assurance
    return Actor(kind="citizen", name=party.full_name, account_id=account.pk, party_id=party.pk, assurance=level)
