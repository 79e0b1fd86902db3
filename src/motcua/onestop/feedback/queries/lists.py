"""Lists of officials: what waits for whom, what is late, what was kept aside; by key, never by count."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.text import fold
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.rules.transitions import AT_INTAKE, IN_HAND, OPEN, Status

PAGE = 30
VIEWS = ("intake", "work", "approve", "publish", "late", "asked", "done", "held", "all")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty means everything. `view` is one of VIEWS."""

    view: str = "all"
    text: str = ""
    topic: str = ""
    kind: str = ""
    sent_from: date | None = None
    sent_to: date | None = None


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """Some rows and the number of the next page's first row."""

    rows: list[Feedback]
    next_start: int | None


def feedback_list(wanted: Wanted, *, actor: Actor, start: int = 0) -> FeedbackPage:
    """What the actor may read, the soonest due first; held ones only in their own view. One query."""
    rows = list(wanted_feedback(wanted, actor=actor).select_related("unit", "place")[start : start + PAGE + 1])
    return FeedbackPage(rows[:PAGE], start + PAGE if len(rows) > PAGE else None)


def wanted_feedback(wanted: Wanted, *, actor: Actor) -> QuerySet[Feedback]:
    """The whole list as a query, for pages and for files."""
    found = Feedback.objects.visible_to(actor).filter(_view(wanted.view, clock.now()))
    if wanted.topic:
        found = found.filter(topic=wanted.topic)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.text:
        found = found.filter(Q(code__iexact=wanted.text.strip()) | Q(search_text__contains=fold(wanted.text)))
    if wanted.sent_from:
        found = found.filter(sent_at__gte=_start_of(wanted.sent_from))
    if wanted.sent_to:
        found = found.filter(sent_at__lt=_start_of(wanted.sent_to + timedelta(days=1)))
    return found.order_by(F("due_at").asc(nulls_last=True), "-id")


def counts_of_views(actor: Actor) -> dict[str, int]:
    """How many wait in each view that asks for work."""
    visible = Feedback.objects.visible_to(actor)
    now = clock.now()
    return {view: visible.filter(_view(view, now)).count() for view in ("intake", "work", "approve", "publish", "late", "held")}


def _view(view: str, now: datetime) -> Q:
    views = {
        "intake": Q(status__in=list(AT_INTAKE)),
        "work": Q(status__in=list(IN_HAND)),
        "approve": Q(status=Status.ANSWER_DRAFTED),
        "publish": Q(status=Status.WAITING_PUBLICATION),
        "late": Q(status__in=list(OPEN), due_at__lt=now),
        "asked": Q(status=Status.SUPPLEMENT_ASKED),
        "done": Q(finished_at__isnull=False),
        "held": Q(status=Status.SENT),
    }
    return views.get(view, ~Q(status=Status.SENT))


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.VIETNAM)
