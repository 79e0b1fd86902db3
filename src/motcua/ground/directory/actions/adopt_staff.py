"""Put very many people into posts at once: the staff of a province that moves in, or the invented one of a simulated year."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory import events
from motcua.ground.directory.models import Post, Tenure
from motcua.ground.directory.rights import LOAD
from motcua.kernel import clock
from motcua.kernel.actor import Actor, Holding

_AT_ONCE = 500


class StaffEntry(NamedTuple):
    """Who is to hold which post; `username` names the account for ever."""

    unit_id: int
    unit_path: str
    role: str
    title: str
    title_en: str
    username: str
    name: str


@transaction.atomic
def adopt_staff(entries: Sequence[StaffEntry], *, since: date, actor: Actor) -> dict[tuple[int, str], Actor]:
    """Fill the posts that nobody holds yet; returns who holds each, by unit and role. Raises `Forbidden`.

    A post somebody holds is left alone. New accounts have no password: nobody can log in with them until one is set.
    """
    require(actor, LOAD)
    held = _holders({entry.unit_id for entry in entries})
    fresh = [entry for entry in entries if (entry.unit_id, entry.role) not in held]
    if fresh:
        accounts = _accounts(fresh)
        posts = Post.objects.bulk_create(
            [Post(unit_id=e.unit_id, role=e.role, title=e.title, title_en=e.title_en) for e in fresh], batch_size=_AT_ONCE
        )
        Tenure.objects.bulk_create(
            [Tenure(post=post, account=accounts[e.username], valid_from=since) for e, post in zip(fresh, posts, strict=True)],
            batch_size=_AT_ONCE,
        )
        payload = {"folder": "", "people": len(fresh)}
        record(events.DIRECTORY, 0, events.PEOPLE_LOADED, actor=actor, at=clock.now(), payload=payload)
        for entry, post in zip(fresh, posts, strict=True):
            held[entry.unit_id, entry.role] = _actor(accounts[entry.username], post, entry.unit_path)
    return held


def _accounts(entries: Sequence[StaffEntry]) -> dict[str, Account]:
    names = {entry.username: entry.name for entry in entries}
    known = {account.username: account for account in Account.objects.filter(kind=Account.Kind.OFFICIAL) if account.username in names}
    new = [
        Account(username=username, name=name, kind=Account.Kind.OFFICIAL, password=make_password(None))
        for username, name in names.items()
        if username not in known
    ]
    return known | {account.username: account for account in Account.objects.bulk_create(new, batch_size=_AT_ONCE)}


def _holders(units: set[int]) -> dict[tuple[int, str], Actor]:
    """Who holds a post of these units until further notice, the first by unit and role."""
    found: dict[tuple[int, str], Actor] = {}
    tenures = Tenure.objects.filter(valid_to__isnull=True).select_related("post__unit", "account").order_by("pk")
    for tenure in tenures:
        if tenure.post.unit_id in units:
            found.setdefault((tenure.post.unit_id, tenure.post.role), _actor(tenure.account, tenure.post, tenure.post.unit.path))
    return found


def _actor(account: Account, post: Post, path: str) -> Actor:
    return Actor(kind="official", name=account.name, account_id=account.pk, holdings=(Holding(post.role, post.unit_id, path, post.pk),))
