"""What anybody may read: published feedback with personal data struck out, and nothing else of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.blocks.files.api import StoredFile
from motcua.kernel.errors import NotFound, words
from motcua.kernel.text import fold
from motcua.onestop.feedback.models import Attachment, Feedback, Publication
from motcua.onestop.feedback.rules.transitions import SHOWN

PAGE = 20
_NONE = words("There is no published feedback with this code.")


@dataclass(frozen=True, slots=True)
class PublicFeedback:
    """One published feedback, as the public reads it."""

    code: str
    kind: str
    topic: str
    title: str
    text: str
    answer: str
    place: str
    unit: str
    sent_at: datetime
    published_at: datetime
    timing: str
    rating: str
    reopened: bool
    likes: int
    dislikes: int
    pictures: Sequence[int] = ()

    @property
    def satisfies(self) -> str:
        """The sender's rating; without one, unsatisfied when more dislike it than like it (scoring of the national portal)."""
        if self.rating:
            return self.rating
        return "unsatisfied" if self.dislikes > self.likes else ""


@dataclass(frozen=True, slots=True)
class PublicSearch:
    """What is looked for."""

    text: str = ""
    topic: str = ""
    kind: str = ""
    rating: str = ""


@dataclass(frozen=True, slots=True)
class PublicPage:
    """Some of them, the newest first, and the start of the next page."""

    rows: list[PublicFeedback]
    next_start: int | None


def published(search: PublicSearch, *, start: int = 0) -> PublicPage:
    """Published feedback. One query."""
    found = _shown()
    for name in ("topic", "kind", "rating"):
        value = getattr(search, name)
        if value:
            found = found.filter(**{f"feedback__{name}": value})
    if search.text:
        found = found.filter(Q(search_text__contains=fold(search.text)) | Q(feedback__code__iexact=search.text.strip()))
    rows = list(found.order_by("-feedback__published_at", "-feedback_id")[start : start + PAGE + 1])
    return PublicPage([_public(one) for one in rows[:PAGE]], start + PAGE if len(rows) > PAGE else None)


def published_one(code: str) -> PublicFeedback:
    """One of them. Errors: `NotFound`, whatever the reason."""
    one = _shown().filter(feedback__code=code.upper()).first()
    if one is None:
        raise NotFound(_NONE)
    pictures = Attachment.objects.filter(feedback_id=one.feedback_id, public=True).order_by("id").values_list("pk", flat=True)
    return _public(one, list(pictures))


def public_picture(code: str, attachment_id: int) -> StoredFile:
    """A picture that may be shown; to be made anew without what a camera hides in it. Errors: `NotFound`."""
    shown = _shown().filter(feedback__code=code.upper()).values("feedback_id")
    found = Attachment.objects.filter(pk=attachment_id, public=True, feedback_id__in=shown).select_related("file").first()
    if found is None:
        raise NotFound(_NONE)
    return found.file


def _shown() -> QuerySet[Publication]:
    return Publication.objects.filter(feedback__published_at__isnull=False, feedback__status__in=list(SHOWN)).select_related(
        "feedback__unit__body", "feedback__place"
    )


def _public(one: Publication, pictures: Sequence[int] = ()) -> PublicFeedback:
    feedback: Feedback = one.feedback
    assert feedback.published_at is not None  # the query asked for it
    return PublicFeedback(
        code=feedback.code,
        kind=feedback.kind,
        topic=feedback.topic,
        title=one.title,
        text=one.text,
        answer=one.answer,
        place=feedback.place.name if feedback.place else "",
        unit=(feedback.unit.body or feedback.unit).name,
        sent_at=feedback.sent_at,
        published_at=feedback.published_at,
        timing=feedback.timing,
        rating=feedback.rating,
        reopened=feedback.reopened_at is not None and feedback.status == "reopened",
        likes=one.likes,
        dislikes=one.dislikes,
        pictures=pictures,
    )
