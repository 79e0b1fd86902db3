"""A person stands at the counter: look up or enter the person, then enter and receive the dossier."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.ground.parties.api import Particulars, Party, find_by_citizen_id, find_by_tax_code, register_party
from motcua.kernel.actor import Actor
from motcua.onestop.desk.rights import TAKE_IN
from motcua.onestop.dossiers.api import Dossier, WalkIn, register_dossier

PURPOSE = "intake"


@transaction.atomic
def take_in(entry: WalkIn, *, actor: Actor) -> Dossier:
    """Enter a walk-in (or a letter) and receive it; the receipt slip is issued in the same step.

    Errors: as `register_dossier`.
    """
    require(actor, TAKE_IN, unit_path=unit(entry.receiver_id).path)
    return register_dossier(entry, actor=actor)


@transaction.atomic
def applicant(particulars: Particulars, *, actor: Actor) -> Party:
    """The party with this number, or a new one with these particulars.

    Errors: `InvalidInput` naming each wrong field; nothing of a known person is overwritten.
    """
    require(actor, TAKE_IN)
    known = None
    if particulars.citizen_id:
        known = find_by_citizen_id(particulars.citizen_id, actor=actor, purpose=PURPOSE)
    elif particulars.tax_code:
        known = find_by_tax_code(particulars.tax_code, actor=actor, purpose=PURPOSE)
    return known or register_party(particulars, actor=actor)
