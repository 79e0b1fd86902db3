"""Anybody may like or dislike a published answer; once each, and one may change one's mind."""

from django.db import transaction

from motcua.kernel.errors import NotFound, words
from motcua.onestop.feedback.models import Feedback, Publication, Reaction
from motcua.onestop.feedback.queries.locked import hashed
from motcua.onestop.feedback.rules.transitions import SHOWN


@transaction.atomic
def react(code: str, *, likes: bool, mark: str) -> Publication:
    """Count one reaction of one browser or account (`mark`, kept as a keyed hash). Errors: `NotFound`. No right is needed: it is public."""
    shown = Feedback.objects.filter(code=code, published_at__isnull=False, status__in=list(SHOWN))
    publication = Publication.objects.select_for_update(of=("self",)).filter(feedback__in=shown).first()
    if publication is None:
        raise NotFound(words("There is no published feedback with this code."))
    Reaction.objects.update_or_create(feedback_id=publication.feedback_id, key=hashed(f"reaction:{mark}"), defaults={"likes": likes})
    counted = list(Reaction.objects.filter(feedback_id=publication.feedback_id).values_list("likes", flat=True))
    publication.likes, publication.dislikes = counted.count(True), counted.count(False)
    publication.save(update_fields=["likes", "dislikes"])
    return publication
