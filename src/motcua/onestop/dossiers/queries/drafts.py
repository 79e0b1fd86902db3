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
    draft = my_drafts(actor).filter(key=key).first()
    if draft is None:
        raise NotFound(words("There is no such draft."), way_out=words("Open “My dossiers” to see your drafts."))
    return draft
