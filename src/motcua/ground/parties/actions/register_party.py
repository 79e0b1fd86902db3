"""Register a person or an enterprise who came to a desk."""

from django.db import IntegrityError, transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.parties import events
from motcua.ground.parties.models import Party
from motcua.ground.parties.rights import REGISTER
from motcua.ground.parties.rules.identity import Particulars, clean_phone, faults
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, InvalidInput, words
from motcua.kernel.identifiers import CitizenNumber, TaxCode


def register_party(particulars: Particulars, *, actor: Actor) -> Party:
    """Store a new party. Raises `InvalidInput` naming every wrong field, `Conflict` when the number is known already."""
    require(actor, REGISTER)
    now = clock.now()
    wrong = faults(particulars, today=now.date())
    if wrong:
        raise InvalidInput(words("Some fields are not right yet."), fields=wrong)
    party = _party(particulars)
    try:
        with transaction.atomic():
            party.save()
            record(events.STREAM, party.pk, events.REGISTERED, actor=actor, at=now, subject_id=party.pk, payload={"kind": party.kind})
    except IntegrityError as error:
        raise Conflict(
            words("A person or organisation with this number is registered already."),
            code="party_known",
            way_out=words("Look the number up and use that record."),
        ) from error
    return party


def _party(given: Particulars) -> Party:
    party = Party(
        kind=given.kind,
        citizen_id=str(CitizenNumber.parse(given.citizen_id)) if given.citizen_id else None,
        tax_code=str(TaxCode.parse(given.tax_code)) if given.tax_code else None,
        birth_date=given.birth_date,
        sex=given.sex,
        phone=clean_phone(given.phone),
        email=given.email,
        address=given.address,
        commune_code=given.commune_code,
    )
    party.set_name(given.full_name)
    return party
