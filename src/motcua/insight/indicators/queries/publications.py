"""Whether what was published is still what the records say, and if not, why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from django.db.models import QuerySet

from motcua.blocks.events.api import Event
from motcua.blocks.measures.api import Indicator, registered
from motcua.blocks.permissions.api import holdings_with, require
from motcua.ground.directory.api import Unit
from motcua.insight.indicators.events import PUBLICATION, FiguresEvent
from motcua.insight.indicators.models import Publication, PublishedFigure
from motcua.insight.indicators.queries.figures import Period, scope_of
from motcua.insight.indicators.queries.recount import no_limits, recount
from motcua.insight.indicators.rights import READ
from motcua.insight.indicators.rules.record_list import unpack
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words

_SHOWN = 20
State = Literal["equal", "differs", "unknown"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One record that joined or left a figure since; `said` is empty when it exists no more, `events` happened to it meanwhile."""

    change: Literal["added", "removed"]
    record: int
    said: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandingFigure:
    """A published figure beside what its records give now; `reasons` are the first of the records added and removed."""

    figure: PublishedFigure
    state: State
    now: Decimal | None
    added: int = 0
    removed: int = 0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A publication checked. `whole`: what is stored is what was sealed."""

    publication: Publication
    whole: bool
    figures: tuple[StandingFigure, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was changed and every figure is still what its records give."""
        return self.whole and all(one.state == "equal" for one in self.figures)


def publications(actor: Actor) -> QuerySet[Publication]:
    """The publications of the units whose figures the actor may read, newest first."""
    found = Publication.objects.select_related("unit").order_by("-id")
    if actor.kind == "system":
        return found
    units: QuerySet[Unit] = Unit.objects.none()
    for path in {holding.unit_path for holding in holdings_with(actor, READ)}:
        units = units | Unit.objects.at_or_below(path)
    return found.filter(unit__in=units)


def check_publication(publication_id: int, *, actor: Actor) -> Standing:
    """Count every published figure again from the records, as of its cut-off. Reads every record. `NotFound`, `Forbidden`."""
    publication = Publication.objects.select_related("unit").filter(pk=publication_id).first()
    if publication is None:
        raise NotFound(words("There is no such publication."))
    require(actor, READ, unit_path=publication.unit.path)
    figures = list(publication.figures.order_by("id"))
    told = Event.objects.filter(stream=PUBLICATION, stream_id=publication.pk, kind=FiguresEvent.PUBLISHED).first()
    sealed = told.payload.get("sha256") if told else None
    whole = publication.seal_of(figures) == publication.sha256 == sealed
    return Standing(publication, whole, tuple(_standing(publication, figures, told.pk if told else 0)))


def _standing(publication: Publication, figures: Iterable[PublishedFigure], since: int) -> Iterator[StandingFigure]:
    period = Period(publication.first, publication.last, max(clock.now(), publication.cut_off + timedelta(days=1)))
    known = registered()
    counted = recount(publication.unit, period, frozenset(figure.key for figure in figures if figure.key in known))
    for figure in figures:
        if figure.key not in counted or not counted[figure.key][0].known:
            yield StandingFigure(figure, "unknown", None)
            continue
        found, records = counted[figure.key]
        now = None if found.total is None else Decimal(found.total)
        same = now == figure.value and (found.above, found.below) == (figure.numerator, figure.denominator)
        if records is None or records.sha256 == figure.records_sha256:
            yield StandingFigure(figure, "equal" if same else "differs", now)
            continue
        before, after = set(unpack(bytes(figure.records))), set(unpack(records.packed))
        reasons = _reasons(publication, known[figure.key], period, (after - before, before - after), since)
        yield StandingFigure(figure, "differs", now, len(after - before), len(before - after), tuple(reasons))


def _reasons(
    publication: Publication, indicator: Indicator, period: Period, changed: tuple[set[int], set[int]], since: int
) -> Iterator[Reason]:
    assert indicator.records is not None  # it has a list
    model = indicator.records(no_limits(scope_of(indicator, publication.unit, period))).model
    shown = [sorted(ids)[:_SHOWN] for ids in changed]
    rows = model._default_manager.filter(pk__in=[*shown[0], *shown[1]])
    said = {row.pk: str(row) for row in rows}
    named = dict(rows.values_list("pk", indicator.record))
    happened: dict[int, list[str]] = {}
    for stream_id, kind in Event.objects.filter(
        stream=indicator.stream, stream_id__in=[named.get(pk, pk) for pk in [*shown[0], *shown[1]]], pk__gt=since
    ).values_list("stream_id", "kind"):
        happened.setdefault(stream_id, []).append(kind)
    for pk in shown[0]:
        yield Reason("added", pk, said.get(pk, ""), tuple(happened.get(named.get(pk, pk), ())))
    for pk in shown[1]:
        yield Reason("removed", pk, said.get(pk, ""), tuple(happened.get(named.get(pk, pk), ())))
