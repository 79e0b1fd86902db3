"""From proved claims to an account and its party."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from motcua.blocks.accounts.api import Account
from motcua.ground.parties.api import Party, admit_representative, party_from_claims
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Forbidden, words

_ORGANISATION = "2"
_OF_THE_PERSON = ("sub", "SoDinhDanh", "HoVaTen", "NgayThangNamSinh", "GioiTinh", "loAs", "loa")


@dataclass(frozen=True, slots=True)
class LetIn:
    """Who logged in, and the organisation the person acts for when it was the organisation's login."""

    account: Account
    person: Party
    organisation: Party | None = None


def let_in(claims: Mapping[str, object]) -> LetIn:
    """The person behind the login, with an account made at the first one.

    Raises InvalidInput for claims that name nobody (an organisation's login names the person too), Conflict when the
    person's account is not a citizen's, Forbidden when it is closed or the person is not in the organisation's list.
    """
    if str(claims.get("LoaiTaiKhoan", "")) != _ORGANISATION:
        return LetIn(*_person(claims))
    with transaction.atomic():
        account, person = _person({name: claims[name] for name in _OF_THE_PERSON if name in claims})
        organisation = party_from_claims(claims)
        admit_representative(organisation, person, actor=Actor(kind="system", name=settings.EID["name"]))
    return LetIn(account, person, organisation)


def _person(claims: Mapping[str, object]) -> tuple[Account, Party]:
    with transaction.atomic():
        party = party_from_claims(claims)
        if party.account_id is None:
            account, _ = Account.objects.get_or_create(
                username=f"eid-{party.pk}", defaults={"name": party.full_name, "kind": Account.Kind.CITIZEN, "password": "!"}
            )
            party = party_from_claims(claims, account=account)
        else:
            account = Account.objects.get(pk=party.account_id)
        if account.kind != Account.Kind.CITIZEN:
            raise Conflict(words("This person has another account already."), way_out=words("Please come to the one-stop desk."))
        if not account.is_active:
            raise Forbidden(words("This account is closed."), way_out=words("Please come to the one-stop desk."))
        if account.name != party.full_name:
            account.name = party.full_name
            account.save(update_fields=["name"])
    return account, party
