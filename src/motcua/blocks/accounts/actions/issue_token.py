"""Make an access token for a program."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from motcua.blocks.accounts import events
from motcua.blocks.accounts.models import Account, ApiToken
from motcua.blocks.accounts.rights import MANAGE_TOKENS, OWN_TOKENS
from motcua.blocks.accounts.rules.secrets import LONGEST_LIFE, digest_of, new_token
from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import declared, require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, Forbidden, InvalidInput, NotFound, words


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A new token; `secret` is shown once and kept nowhere."""

    token: ApiToken
    secret: str


def issue_token(*, actor: Actor, account_id: int, name: str, scopes: Iterable[str], lasts: timedelta) -> IssuedToken:
    """Make a token that acts for an account within `scopes` (names of capabilities) for `lasts` of real time, at most a year.

    Raises Forbidden (another's account; a token may not make tokens), NotFound, InvalidInput naming the field.
    """
    require(actor, OWN_TOKENS if account_id == actor.account_id else MANAGE_TOKENS)
    if actor.scopes is not None:
        raise Forbidden(words("A token cannot make other tokens."), way_out=words("Log in with your account and make it there."))
    wanted = sorted(set(scopes))
    _check(name, wanted, lasts)
    secret, prefix = new_token()
    now = clock.real_now()
    with transaction.atomic():
        if not Account.objects.filter(pk=account_id, is_active=True).exists():
            raise NotFound(words("There is no such account."))
        token = ApiToken.objects.create(
            account_id=account_id,
            name=name.strip(),
            prefix=prefix,
            digest=digest_of(secret),
            scopes=wanted,
            created_at=now,
            expires_at=now + lasts,
        )
        payload = {"token": token.pk, "prefix": prefix, "scopes": wanted, "expires_at": token.expires_at.isoformat()}
        record(events.STREAM, account_id, events.TOKEN_ISSUED, actor=actor, at=clock.now(), payload=payload)
    return IssuedToken(token, secret)


def _check(name: str, scopes: list[str], lasts: timedelta) -> None:
    problems = []
    if not 1 <= len(name.strip()) <= 100:
        problems.append(FieldError("name", words("Give the token a name of 1 to 100 letters, so that you know it again.")))
    unknown = [scope for scope in scopes if scope not in declared()]
    if unknown or not scopes:
        problems.append(
            FieldError(
                "scopes", words("Choose at least one right that exists; unknown: %(unknown)s."), {"unknown": ", ".join(unknown) or "-"}
            )
        )
    if not timedelta(0) < lasts <= LONGEST_LIFE:
        problems.append(FieldError("lasts", words("A token lasts between one day and one year.")))
    if problems:
        raise InvalidInput(words("The token was not made."), fields=problems, way_out=words("Correct the fields named below."))
