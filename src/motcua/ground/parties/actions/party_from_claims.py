"""Know the person or organisation that the electronic identity has just confirmed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.parties import events
from motcua.ground.parties.models import Party
from motcua.ground.parties.queries.party_of import HasKey
from motcua.ground.parties.rights import REGISTER
from motcua.ground.parties.rules.claims import read_claims
from motcua.ground.parties.rules.identity import Particulars, clean_phone, contact_faults, faults
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.errors import Conflict, InvalidInput, words
from motcua.kernel.identifiers import CitizenNumber, TaxCode

_CONFIRMED = ("full_name", "birth_date", "sex")
_KEPT = ("phone", "email", "address", "commune_code")


def party_from_claims(claims: Mapping[str, object], *, account: HasKey | None = None, actor: Actor = SYSTEM) -> Party:
    """Find or make the party of the claims and join it to the account; the level of this login is kept.

    What the identity confirms (name, birth, sex) replaces what was known; contacts are only filled where empty.
    Raises `InvalidInput` for claims that cannot be true, `Conflict` when the party belongs to another account.
    """
    require(actor, REGISTER)
    now = clock.now()
    particulars, assurance = read_claims(claims)
    particulars = _without_bad_contacts(particulars)
    wrong = faults(particulars, today=now.date())
    if wrong:
        raise InvalidInput(words("The electronic identity contradicts itself."), code="claims_wrong", fields=wrong)
    try:
        return _confirm(particulars, assurance, account, actor, now)
    except IntegrityError:
        # the same person has just logged in a second time elsewhere: now the party is there
        return _confirm(particulars, assurance, account, actor, now)


def _confirm(particulars: Particulars, assurance: int, account: HasKey | None, actor: Actor, now: datetime) -> Party:
    with transaction.atomic():
        party, new = _found(particulars)
        before = _state(party)
        _take_over(party, particulars)
        party.assurance = assurance
        if account is not None:
            _join(party, account)
        if new or _state(party) != before:
            party.save()
            payload = {"assurance": assurance, "new": new}
            record(events.STREAM, party.pk, events.IDENTITY_CONFIRMED, actor=actor, at=now, subject_id=party.pk, payload=payload)
    return party


def _found(given: Particulars) -> tuple[Party, bool]:
    if given.kind == "person":
        number = {"citizen_id": str(CitizenNumber.parse(given.citizen_id))}
    else:
        number = {"tax_code": str(TaxCode.parse(given.tax_code))}
    party = Party.objects.select_for_update().filter(**number).first()
    return (party, False) if party else (Party(kind=given.kind, **number), True)


def _take_over(party: Party, given: Particulars) -> None:
    party.set_name(given.full_name)
    party.birth_date = given.birth_date or party.birth_date
    party.sex = given.sex or party.sex
    for name in _KEPT:
        if not getattr(party, name):
            setattr(party, name, getattr(given, name))


def _join(party: Party, account: HasKey) -> None:
    if party.account_id not in {None, account.pk}:
        raise Conflict(words("This person has another account already."), code="party_has_account")
    party.account_id = account.pk


def _state(party: Party) -> tuple[object, ...]:
    return (*(getattr(party, name) for name in (*_CONFIRMED, *_KEPT)), party.assurance, party.account_id)


def _without_bad_contacts(given: Particulars) -> Particulars:
    """A contact that cannot be right must not keep a citizen from logging in: it is left out."""
    bad = {fault.field for fault in contact_faults(phone=given.phone, email=given.email, address=given.address)}
    return replace(
        given,
        phone="" if "phone" in bad else clean_phone(given.phone),
        email="" if "email" in bad else given.email,
        address="" if "address" in bad else given.address,
    )
