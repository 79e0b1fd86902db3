"""Whether one dossier at hand is visible to an actor: the rule of `DossierQuerySet.visible_to`, for a row already fetched.

Every action asks it, so it is plain SQL; a test holds both against each other for everybody and every dossier.
"""

from django.db import connection

from motcua.blocks.permissions.api import holdings_with
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.models import Dossier
from motcua.onestop.dossiers.rights import READ

_TAKES_PART = """
SELECT unit.path FROM dossiers_participation part JOIN directory_unit unit ON unit.id = part.unit_id WHERE part.dossier_id = %s
"""


def is_visible(dossier: Dossier, actor: Actor) -> bool:
    """The system sees all, a citizen his own, an official those in which a unit at or below one of his takes part."""
    if actor.kind == "system":
        return True
    if actor.kind == "citizen":
        return actor.party_id is not None and actor.party_id in {dossier.owner_id, dossier.submitter_id}
    above = {holding.unit_path for holding in holdings_with(actor, READ)}
    if not above:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_TAKES_PART, [dossier.pk])
        return any(path.startswith(start) for (path,) in cursor.fetchall() for start in above)
