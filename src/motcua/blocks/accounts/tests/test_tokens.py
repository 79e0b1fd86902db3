"""Programs act with tokens that are limited in rights and in time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.blocks.accounts import events
from motcua.blocks.accounts.api import Account, ApiToken, account_for_token, issue_token, revoke_token, tokens_of
from motcua.blocks.accounts.rights import OWN_TOKENS
from motcua.blocks.events.api import Event
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, SYSTEM, Actor, Holding
from motcua.kernel.errors import Forbidden, InvalidInput, NotFound

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


@pytest.fixture
def owner() -> Actor:
    account = Account.objects.create(username="may.tich.hop", name="Máy tích hợp", kind=Account.Kind.OFFICIAL)
    return Actor(kind="official", name=account.name, account_id=account.pk)


def make(owner: Actor, **changes: object) -> str:
    wanted = {"account_id": owner.account_id, "name": "Phần mềm kế toán", "scopes": [OWN_TOKENS], "lasts": MONTH, "actor": owner, **changes}
    return issue_token(**wanted).secret  # type: ignore[arg-type] # the tests also give wrong values


def test_a_token_names_its_account_and_its_limits(owner: Actor) -> None:
    secret = make(owner)
    holder = account_for_token(secret)
    assert holder is not None
    assert (holder.account.pk, holder.scopes) == (owner.account_id, {OWN_TOKENS})
    row = ApiToken.objects.get()
    assert secret not in str(row.__dict__), "only a digest is kept"
    assert secret.startswith(f"mc_{row.prefix}_")
    assert row.last_used_at is not None


def test_a_token_ends_with_its_time_its_withdrawal_or_its_account(owner: Actor) -> None:
    secret = make(owner)
    row = ApiToken.objects.get()
    ApiToken.objects.update(created_at=clock.real_now() - MONTH, expires_at=clock.real_now())
    assert account_for_token(secret) is None
    ApiToken.objects.update(expires_at=clock.real_now() + MONTH)
    assert account_for_token(secret) is not None
    Account.objects.update(is_active=False)
    assert account_for_token(secret) is None
    Account.objects.update(is_active=True)
    revoke_token(actor=owner, token_id=row.pk)
    revoke_token(actor=owner, token_id=row.pk)
    assert account_for_token(secret) is None
    assert Event.objects.filter(kind=events.TOKEN_REVOKED).count() == 1
    assert account_for_token("mc_guess") is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"lasts": timedelta(0)}, "lasts"),
        ({"lasts": timedelta(days=400)}, "lasts"),
    ],
)
def test_what_is_wrong_is_named(owner: Actor, change: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        make(owner, **change)
    assert [problem.field for problem in caught.value.fields] == [field]
    assert ApiToken.objects.count() == 0


def test_nobody_makes_tokens_for_others_but_an_administrator(owner: Actor) -> None:
    other = Account.objects.create(username="b", name="B", kind=Account.Kind.OFFICIAL)
    with pytest.raises(Forbidden):
        make(owner, account_id=other.pk)
    with pytest.raises(Forbidden):
        make(ANONYMOUS, account_id=other.pk)
    administrator = replace(owner, holdings=(Holding(role="administrator", unit_id=1, unit_path="/1/", post_id=1),))
    assert make(administrator, account_id=other.pk)
    with pytest.raises(NotFound):
        make(SYSTEM, account_id=999_999)
    with pytest.raises(NotFound):
        revoke_token(actor=owner, token_id=ApiToken.objects.get().pk)
    with pytest.raises(Forbidden):
        tokens_of(other.pk, actor=owner)


def test_a_token_cannot_make_a_stronger_one(owner: Actor) -> None:
    with pytest.raises(Forbidden):
        make(replace(owner, scopes=frozenset({OWN_TOKENS})))


def test_the_database_refuses_a_token_that_ends_before_it_begins(owner: Actor) -> None:
    now = clock.real_now()
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiToken.objects.create(account_id=owner.account_id, name="x", prefix="x", digest="x", created_at=now, expires_at=now)
