"""Change how a party can be reached: by the person, or at a desk."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.parties import events
from motcua.ground.parties.models import Party
from motcua.ground.parties.rights import CORRECT_CONTACT
from motcua.ground.parties.rules.identity import clean_phone, contact_faults
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import InvalidInput, NotFound, words


def update_contact(party_id: int, *, actor: Actor, phone: str, email: str, address: str) -> Party:
    """Store telephone, e-mail and address. Raises `Forbidden`, `NotFound`, or `InvalidInput` naming every wrong field."""
    if actor.kind != "citizen" or actor.party_id != party_id:
        require(actor, CORRECT_CONTACT)
    wrong = contact_faults(phone=phone, email=email, address=address)
    if wrong:
        raise InvalidInput(words("Some fields are not right yet."), fields=wrong)
    with transaction.atomic():
        party = Party.objects.select_for_update().filter(pk=party_id).first()
        if party is None:
            raise NotFound(words("There is no such person or organisation."))
        given = {"phone": clean_phone(phone), "email": email.strip(), "address": " ".join(address.split())}
        changed = [name for name, value in given.items() if getattr(party, name) != value]
        if changed:
            for name in changed:
                setattr(party, name, given[name])
            party.save(update_fields=changed)
            payload = {"fields": changed}
            record(events.STREAM, party.pk, events.CONTACT_CHANGED, actor=actor, at=clock.now(), subject_id=party.pk, payload=payload)
    return party
