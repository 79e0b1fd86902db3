"""From proved claims to an account and its party."""

from collections.abc import Mapping

from django.db import transaction

from motcua.blocks.accounts.api import Account
from motcua.ground.parties.api import Party, party_from_claims
from motcua.kernel.errors import Conflict, Forbidden, words


def let_in(claims: Mapping[str, object]) -> tuple[Account, Party]:
    """The citizen's account and party, made at the first login.

    Raises InvalidInput for claims that name nobody, Conflict when the person's account is not a citizen's,
    Forbidden when it is closed.
    """
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
