"""The service index of a unit and period: every component with its two figures and its points (QĐ 766/QĐ-TTg)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from motcua.blocks.measures.api import registered
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, unit
from motcua.insight.indexes.models import ServiceScore
from motcua.insight.indexes.queries.books import book_of, period_of
from motcua.insight.indexes.queries.service_content import service_edition
from motcua.insight.indexes.rights import READ
from motcua.insight.indexes.rules.book import Book, needed
from motcua.insight.indexes.rules.periods import Span
from motcua.insight.indexes.rules.service import Axis, Component, Edition, Grade, total_of
from motcua.kernel import clock
from motcua.kernel.actor import Actor

GROUPS: dict[str, tuple[str, ...]] = {
    "department": (Unit.Kind.DEPARTMENT,),
    "district": (Unit.Kind.DISTRICT,),
    "commune": (Unit.Kind.COMMUNE,),
}


@dataclass(frozen=True, slots=True)
class ComponentScore:
    """One component as it stands. `has_source` is false while a figure it needs is declared by no module."""

    component: Component
    numerator: int
    denominator: int
    points: Decimal
    has_source: bool

    @property
    def value(self) -> Decimal | None:
        """The ratio in per cent, or the mean."""
        return self.component.value(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class AxisScore:
    """One axis with its components."""

    axis: Axis
    points: Decimal
    components: Sequence[ComponentScore]


@dataclass(frozen=True)
class Score:
    """The index of a unit in a period; `book` holds the figures it was worked out of."""

    unit: Unit
    span: Span
    edition: Edition
    axes: Sequence[AxisScore]
    total: Decimal
    at: datetime
    book: Book

    @property
    def grade(self) -> Grade:
        """The grade of the total."""
        return self.edition.grade_of(self.total)

    def component(self, key: str) -> ComponentScore | None:
        """One component by its key."""
        return next((one for axis in self.axes for one in axis.components if one.component.key == key), None)


def service_score(unit_id: int, span: Span, *, actor: Actor) -> Score:
    """The index of the unit and everything below it, from the roll-ups and the stocks at the end of the period.

    Forbidden above or beside the actor's posts. A constant number of statements.
    """
    place = unit(unit_id)
    require(actor, READ, unit_path=place.path)
    now = clock.now()
    edition = service_edition(span.last)
    return scored(place, span, edition, book_of(place, needed(edition), period_of(span, now)), now)


def scored(place: Unit, span: Span, edition: Edition, book: Book, at: datetime) -> Score:
    """The points that the figures of a book give."""
    known = registered().keys()
    axes = []
    for axis in edition.axes:
        components = [_component(component, book, known) for component in axis.components]
        axes.append(AxisScore(axis, total_of([one.points for one in components]), components))
    return Score(place, span, edition, axes, total_of([axis.points for axis in axes]), at, book)


def _component(component: Component, book: Book, known: Collection[str]) -> ComponentScore:
    terms = (*component.numerator, *component.denominator)
    above, below = book.total(component.numerator), book.total(component.denominator)
    return ComponentScore(component, above, below, component.points(above, below), all(term.key in known for term in terms))


def kept_scores(unit_id: int, spans: Sequence[Span], *, actor: Actor) -> list[ServiceScore]:
    """The scores kept for a unit in these periods, the oldest first. One query."""
    place = unit(unit_id)
    require(actor, READ, unit_path=place.path)
    wanted = ServiceScore.objects.filter(unit=place, kind__in={span.kind for span in spans}, first__in={span.first for span in spans})
    return list(wanted.order_by("first"))


def service_ranking(unit_id: int, span: Span, group: str, *, actor: Actor) -> QuerySet[ServiceScore]:
    """The kept scores of the agencies of one group at or below the unit, the best first. One query."""
    place = unit(unit_id)
    require(actor, READ, unit_path=place.path)
    found = ServiceScore.objects.filter(kind=span.kind, first=span.first, unit__path__startswith=place.path)
    return found.filter(unit__kind__in=GROUPS[group]).select_related("unit").order_by("-total", "unit__name", "unit_id")
