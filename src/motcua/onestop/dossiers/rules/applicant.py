"""Who applies: a person known by an electronic identity."""

from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words


def applicant_id(actor: Actor) -> int:
    """The party that the actor is; `Forbidden` when the login is not joined to a person."""
    if actor.party_id is None:
        raise Forbidden(
            words("Your login is not joined to a person yet."), way_out=words("Log in with your electronic identity, then try again.")
        )
    return actor.party_id
