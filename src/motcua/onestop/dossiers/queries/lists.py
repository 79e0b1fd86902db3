"""Lists of dossiers: keyset pages, no counts, only what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from motcua.blocks.permissions.api import holdings_with
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.text import fold
from motcua.onestop.dossiers.models import Dossier, DossierQuerySet
from motcua.onestop.dossiers.rights import RECEIVE
from motcua.onestop.dossiers.rules.transitions import Status

PAGE = 30


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; empty parts do not narrow."""

    text: str = ""
    status: str = ""
    channel: int | None = None
    procedure_id: int | None = None
    unit_id: int | None = None
    received_from: date | None = None
    received_to: date | None = None
    ids: Sequence[int] | None = field(default=None)


@dataclass(frozen=True, slots=True)
class Page:
    """Some dossiers, and the key after which the next page begins (None at the end)."""

    rows: list[Dossier]
    next_after: int | None


def find_dossiers(search: Search, *, after: int | None = None, actor: Actor) -> Page:
    """Dossiers the actor may see, newest first. One query."""
    return page_of(narrowed(Dossier.objects.visible_to(actor), search), after)


def my_dossiers(*, after: int | None = None, actor: Actor) -> Page:
    """The dossiers a citizen owns or handed in, newest first; the parts of a bundle are told on the page of the whole."""
    return page_of(Dossier.objects.visible_to(actor).filter(parent__isnull=True), after)


def intake_queue(*, after: int | None = None, actor: Actor) -> Page:
    """Submitted dossiers that wait at the actor's desks, oldest first: each must be answered within 8 working hours."""
    desks = [holding.unit_id for holding in holdings_with(actor, RECEIVE)]
    waiting = Dossier.objects.visible_to(actor).filter(receiver_id__in=desks, status=Status.SUBMITTED)
    if after is not None:
        waiting = waiting.filter(pk__gt=after)
    rows = list(_shown(waiting).order_by("pk")[: PAGE + 1])
    return Page(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


def to_return(*, after: int | None = None, actor: Actor) -> Page:
    """Resolved dossiers whose result waits at the actor's desks: where they came in, or where the applicant wants to collect it."""
    return page_of(_waiting(actor), after)


def not_collected(*, after: int | None = None, actor: Actor) -> Page:
    """Results that wait at the actor's desks although their owners were reminded (NĐ 61/2018 a.20: they are kept). One query."""
    return page_of(_waiting(actor).filter(reminders__gt=0), after)


def _waiting(actor: Actor) -> DossierQuerySet:
    desks = [holding.unit_id for holding in holdings_with(actor, RECEIVE)]
    here = Q(return_desk__isnull=True, receiver_id__in=desks) | Q(return_desk_id__in=desks)
    return Dossier.objects.visible_to(actor).filter(here, status=Status.RESOLVED, parent__isnull=True)


def page_of(dossiers: DossierQuerySet, after: int | None) -> Page:
    """One keyset page of a set of dossiers, newest first."""
    if after is not None:
        dossiers = dossiers.filter(pk__lt=after)
    rows = list(_shown(dossiers).order_by("-pk")[: PAGE + 1])
    return Page(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


def narrowed(dossiers: DossierQuerySet, search: Search) -> DossierQuerySet:
    """Apply a search to a set of dossiers; text is a code or the beginning of a name, with or without diacritics."""
    text = search.text.strip()
    if text:
        dossiers = dossiers.filter(Q(code=text.upper()) | Q(search_text__startswith=fold(text)))
    exact = {
        "status": search.status or None,
        "channel": search.channel,
        "procedure_id": search.procedure_id,
        "competent_id": search.unit_id,
        "received_at__gte": _start(search.received_from),
        "received_at__lt": _start(search.received_to + timedelta(days=1)) if search.received_to else None,
        "pk__in": search.ids,
    }
    return dossiers.filter(**{name: value for name, value in exact.items() if value is not None})


def _shown(dossiers: DossierQuerySet) -> DossierQuerySet:
    return dossiers.select_related("procedure", "competent").defer("answers", "fees")


def _start(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=VIETNAM) if day else None
