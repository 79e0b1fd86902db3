"""Keep the service index of every agency for trends and rankings."""

from django.db import transaction

from motcua.insight.indexes.models import ServiceScore
from motcua.insight.indexes.queries.books import books_of_all, period_of
from motcua.insight.indexes.queries.service_content import service_edition
from motcua.insight.indexes.queries.service_index import Score, scored
from motcua.insight.indexes.rules.book import needed
from motcua.insight.indexes.rules.periods import Span
from motcua.kernel import clock

_AT_ONCE = 500


def keep_scores(span: Span) -> int:
    """Work out the period anew for every agency and keep it; returns how many. Doing it twice keeps the same."""
    now = clock.now()
    edition = service_edition(span.last)
    books = books_of_all(needed(edition), period_of(span, now))
    rows = [_row(scored(place, span, edition, book, now)) for place, book in books.items()]
    with transaction.atomic():
        ServiceScore.objects.filter(kind=span.kind, first=span.first).delete()
        ServiceScore.objects.bulk_create(rows, batch_size=_AT_ONCE)
    return len(rows)


def _row(score: Score) -> ServiceScore:
    return ServiceScore(
        unit=score.unit,
        kind=score.span.kind,
        first=score.span.first,
        total=score.total,
        grade=score.grade.key,
        axes={axis.axis.key: str(axis.points) for axis in score.axes},
        parts={one.component.key: [one.numerator, one.denominator, str(one.points)] for axis in score.axes for one in axis.components},
        at=score.at,
    )
