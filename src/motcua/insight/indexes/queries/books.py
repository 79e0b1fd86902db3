"""The figures behind the service index, gathered for one unit or for every agency in one pass."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from motcua.ground.directory.api import Unit
from motcua.insight.indexes.queries.competence import agencies_on, codes_of, performed_by
from motcua.insight.indexes.rules.book import Book, Needed
from motcua.insight.indexes.rules.periods import Span
from motcua.insight.indicators.api import Amount, Period, unit_amounts
from motcua.kernel.actor import SYSTEM
from motcua.kernel.clock import VIETNAM

Province = Mapping[tuple[str, str], Mapping[str, int]]


def period_of(span: Span, now: datetime) -> Period:
    """The days of a span that have begun; what is looked at in stock is what it was at their end."""
    return Period(span.first, min(span.last, now.astimezone(VIETNAM).date()), now)


def book_of(place: Unit, need: Needed, period: Period) -> Book:
    """The figures of one unit and everything below it. A constant number of statements: one per stock and about eight more."""
    book = Book(province=province_figures(need, period))
    book.performed = codes_of(place, agencies_on(period.last), performed_by())
    for row in unit_amounts(actor=SYSTEM, unit_id=place.pk, period=period, keys=need.plain):
        _add(book, row)
    for row in unit_amounts(actor=SYSTEM, unit_id=place.pk, period=period, keys=need.by_procedure, by_procedure=True):
        book.procedures[row.key, row.part][row.procedure] += row.value
    return book


def books_of_all(need: Needed, period: Period) -> dict[Unit, Book]:
    """The figures of every agency, everything below it included, in one pass over the province."""
    agencies = agencies_on(period.last)
    if not agencies:
        return {}
    root = next(one for one in agencies if one.parent_id is None)
    province, procedures = province_figures(need, period), performed_by()
    books = {one.pk: Book(province=province, performed=codes_of(one, agencies, procedures)) for one in agencies}
    above = _agencies_above(books)
    for row in unit_amounts(actor=SYSTEM, unit_id=root.pk, period=period, keys=need.plain):
        for pk in above.get(row.unit_id, ()):
            _add(books[pk], row)
    for row in unit_amounts(actor=SYSTEM, unit_id=root.pk, period=period, keys=need.by_procedure, by_procedure=True):
        for pk in above.get(row.unit_id, ()):
            books[pk].procedures[row.key, row.part][row.procedure] += row.value
    return {one: books[one.pk] for one in agencies}


def province_figures(need: Needed, period: Period) -> Province:
    """What is kept for the whole province, by procedure: what is public there is public for every unit."""
    root = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    if root is not None:
        for row in unit_amounts(actor=SYSTEM, unit_id=root.pk, period=period, keys=need.province, by_procedure=True):
            found[row.key, row.part][row.procedure] += row.value
    return found


def _add(book: Book, row: Amount) -> None:
    book.amounts[row.key, row.part] += row.value


def _agencies_above(wanted: Iterable[int]) -> dict[int, list[int]]:
    """Of every unit, the agencies at and above it."""
    known = set(wanted)
    return {
        pk: [step for step in map(int, path.strip("/").split("/")) if step in known] for pk, path in Unit.objects.values_list("pk", "path")
    }
