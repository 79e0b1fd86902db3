"""A person who acts for an organisation."""

from dataclasses import replace

from motcua.blocks.permissions.api import declared
from motcua.ground.parties.api import Representation, capabilities_in, representation_of
from motcua.kernel import clock
from motcua.kernel.actor import Actor


def in_the_name_of(actor: Actor, organisation_id: int) -> Actor | None:
    """The person as acting for the organisation; None when the person may not, or not any more. One query.

    Every act then names both: the account and name of the person, and the organisation as the party.
    """
    if actor.kind != "citizen" or actor.party_id is None:
        return None
    found = representation_of(organisation_id, actor.party_id, clock.today())
    if found is None:
        return None
    name = f"{actor.name} ({found.organisation.full_name})"
    return replace(actor, name=name, party_id=organisation_id, person_id=actor.party_id, scopes=_scopes(found))


def _scopes(found: Representation) -> frozenset[str] | None:
    if found.kind == Representation.Kind.LEGAL:
        return None
    return capabilities_in(found.scope, declared())
