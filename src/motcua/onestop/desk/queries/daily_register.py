"""The register of a one-stop unit (form 06 of TT 01/2018/TT-VPCP, form 07 of TT 03/2025/TT-VPCP), from records and events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from motcua.blocks.events.api import Event
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.desk.rights import READ_REGISTER
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.dossiers.events import STREAM, DossierEvent

PAGE = 200
LONGEST = 366
_TOLD = (DossierEvent.RECEIVED, DossierEvent.RESULT_SIGNED, DossierEvent.RESOLVED, DossierEvent.RETURNED)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line: the dossier, and the moments and people that its events tell of."""

    dossier: Dossier
    sets: int
    transferred_at: datetime | None
    came_back_at: datetime | None
    collected_at: datetime | None
    giver: str
    receiver: str
    method: str

    @property
    def code(self) -> str:
        return self.dossier.code


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Rows of the register in the order of reception, and the key of the next page."""

    rows: list[RegisterRow]
    next_after: int | None


def daily_register(desk_id: int, day: date, *, last: date | None = None, after: int = 0, actor: Actor) -> RegisterPage:
    """Dossiers the desk received on the day, or from that day to the `last`, with what became of them. Two queries.

    Errors: `Forbidden` outside the actor's units, `InvalidInput` for days in the wrong order or more than a year.
    """
    require(actor, READ_REGISTER, unit_path=unit(desk_id).path)
    until = last or day
    _check(day, until)
    of_the_days = Dossier.objects.filter(receiver_id=desk_id, parent__isnull=True, received_at__lt=_start(until + timedelta(days=1)))
    found = list(
        _following(of_the_days.filter(received_at__gte=_start(day)), after)
        .select_related("procedure", "competent", "owner")
        .defer("answers", "fees")
        .order_by("received_at", "pk")[: PAGE + 1]
    )
    shown = found[:PAGE]
    told = _events_of([dossier.pk for dossier in shown])
    rows = [_row(dossier, told.get(dossier.pk, {})) for dossier in shown]
    return RegisterPage(rows, shown[-1].pk if len(found) > PAGE else None)


def whole_register(desk_id: int, first: date, last: date, *, actor: Actor) -> Iterator[RegisterRow]:
    """Every row of the days, page by page; errors as `daily_register`."""
    after: int | None = 0
    while after is not None:
        page = daily_register(desk_id, first, last=last, after=after, actor=actor)
        yield from page.rows
        after = page.next_after


def _following(dossiers: QuerySet[Dossier], after: int) -> QuerySet[Dossier]:
    """The dossiers received after one, which is named by its id; all for none."""
    last = Dossier.objects.filter(pk=after).values_list("received_at", flat=True).first() if after else None
    if last is None:
        return dossiers
    return dossiers.filter(Q(received_at__gt=last) | Q(received_at=last, pk__gt=after))


def _check(first: date, last: date) -> None:
    if last < first:
        message = words("The last day lies before the first.")
        raise InvalidInput(message, fields=[FieldError("den", message)])
    if (last - first).days >= LONGEST:
        message = words("Choose at most one year.")
        raise InvalidInput(message, fields=[FieldError("den", message)])


def _events_of(ids: Sequence[int]) -> Mapping[int, Mapping[str, Event]]:
    """The last event of each kind that the register tells of, by dossier."""
    found: dict[int, dict[str, Event]] = {}
    for event in Event.objects.filter(stream=STREAM, stream_id__in=ids, kind__in=_TOLD).order_by("id"):
        found.setdefault(event.stream_id, {})[event.kind] = event
    return found


def _row(dossier: Dossier, told: Mapping[str, Event]) -> RegisterRow:
    received, returned = told.get(DossierEvent.RECEIVED), told.get(DossierEvent.RETURNED)
    back = told.get(DossierEvent.RESULT_SIGNED) or told.get(DossierEvent.RESOLVED)
    return RegisterRow(
        dossier,
        content_of(dossier.version_id).sets,
        received.at if received else None,
        back.at if back else None,
        returned.at if returned else None,
        returned.actor_name if returned else "",
        str(returned.payload.get("to", "")) if returned else "",
        str(returned.payload.get("method", "")) if returned else "",
    )


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=VIETNAM)
