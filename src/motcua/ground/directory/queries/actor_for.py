"""Who a login is, with the posts it holds at a moment, its own and those it stands in for."""

from datetime import date, datetime
from itertools import chain

from django.db.models import Q

from motcua.blocks.accounts.api import Account
from motcua.ground.directory.models import Delegation, Post, Tenure
from motcua.ground.parties.api import party_of
from motcua.kernel.actor import ANONYMOUS, Actor, Holding
from motcua.kernel.clock import VIETNAM


def actor_for(account: Account, at: datetime, *, assurance: int | None = None) -> Actor:
    """The actor behind an account at a moment. Two queries for an official, one for a citizen.

    A post counts from its first to its last day, both included, while its unit exists; a delegation only while the post
    it comes from is held. `assurance` is the level of this login; without it that of the party's last login.
    """
    if not account.is_active:
        return ANONYMOUS
    if account.kind == Account.Kind.CITIZEN:
        return _citizen(account, assurance)
    day = at.astimezone(VIETNAM).date()
    holdings = {holding.post_id: holding for holding in chain(_delegated(account, day), _own(account, day))}
    return Actor(kind="official", name=account.name, account_id=account.pk, holdings=tuple(holdings.values()), assurance=assurance or 0)


def _citizen(account: Account, assurance: int | None) -> Actor:
    party = party_of(account)
    if party is None:
        return Actor(kind="citizen", name=account.name, account_id=account.pk, assurance=assurance or 0)
    level = party.assurance if assurance is None else assurance
    return Actor(kind="citizen", name=party.full_name, account_id=account.pk, party_id=party.pk, assurance=level)


def _own(account: Account, day: date) -> list[Holding]:
    tenures = Tenure.objects.filter(_holds("", day), _unit_exists("", day), account=account).select_related("post__unit").order_by("id")
    return [_holding(tenure.post) for tenure in tenures]


def _delegated(account: Account, day: date) -> list[Holding]:
    delegations = (
        Delegation.objects.filter(_holds("", day), _holds("tenure__", day), _unit_exists("tenure__", day), account=account)
        .select_related("tenure__post__unit", "tenure__account")
        .order_by("id")
    )
    return [_holding(delegation.tenure.post, on_behalf_of=delegation.tenure.account.name) for delegation in delegations]


def _holding(post: Post, on_behalf_of: str = "") -> Holding:
    return Holding(post.role, post.unit_id, post.unit.path, post.pk, on_behalf_of)


def _holds(prefix: str, day: date) -> Q:
    return Q(**{f"{prefix}valid_from__lte": day}) & _not_ended(prefix, day)


def _unit_exists(prefix: str, day: date) -> Q:
    return _holds(f"{prefix}post__unit__", day)


def _not_ended(prefix: str, day: date) -> Q:
    return Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})
