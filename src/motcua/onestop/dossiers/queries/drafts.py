"""The drafts of a citizen."""

from uuid import UUID

from django.db.models import QuerySet

from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.dossiers.models import Draft


def my_drafts(actor: Actor) -> QuerySet[Draft]:
    """The actor's drafts, last saved first."""
    if actor.party_id is None:
        return Draft.objects.none()
    return Draft.objects.filter(party_id=actor.party_id).order_by("-saved_at")


def draft_of(key: UUID, actor: Actor) -> Draft:
    """One draft of the actor; `NotFound` when it is not his or was submitted."""
    return _only(my_drafts(actor).filter(key=key).first())


def held_draft_of(key: UUID, actor: Actor) -> Draft:
    """As `draft_of`, held against others until the transaction ends: two pages saved at once are both kept, and nothing
    is added to or taken from a draft that is being sent."""
    return _only(my_drafts(actor).select_for_update(of=("self",)).filter(key=key).first())


def _only(draft: Draft | None) -> Draft:
    if draft is None:
        raise NotFound(words("There is no such draft."), way_out=words("Open “My dossiers” to see your drafts."))
    return draft
