"""Who applies for somebody else says for whom: number, name and birth date as they stand on the identity card."""

from uuid import UUID

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.parties.api import Particulars, Party, register_party
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.kernel.text import fold
from motcua.onestop.desk.rights import CONSENT
from motcua.onestop.dossiers.api import Draft, choose_acting


@transaction.atomic
def name_owner(draft_key: UUID, given: Particulars, *, acting: str, messages_to: str, actor: Actor) -> Draft:
    """Write the draft for this person. A known number must go with the known name; nothing known is shown or overwritten.

    A person not known yet is entered without phone or e-mail: a helper does not choose where the owner's code is sent.
    Errors: `InvalidInput` naming what is wrong; as `choose_acting`.
    """
    require(actor, CONSENT)
    number = "".join(given.citizen_id.split())
    if not number:
        message = words("Enter the 12 digits of the citizen number.")
        raise InvalidInput(message, fields=[FieldError("citizen_id", message)])
    owner = Party.objects.filter(citizen_id=number).first()
    if owner is None:
        bare = Particulars(
            kind="person",
            full_name=given.full_name,
            citizen_id=number,
            birth_date=given.birth_date,
            sex=given.sex,
            address=given.address,
        )
        owner = register_party(bare, actor=Actor(kind="system", name=actor.name))
    elif fold(owner.full_name) != fold(given.full_name) or (owner.birth_date and owner.birth_date != given.birth_date):
        message = words("Number, name and date of birth do not belong together.")
        raise InvalidInput(
            message, fields=[FieldError("citizen_id", message)], way_out=words("Copy them from the identity card of the person.")
        )
    return choose_acting(draft_key, acting=acting, owner=owner, messages_to=messages_to, actor=actor)
