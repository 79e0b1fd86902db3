"""The scores of every agency, kept every hour for the running periods and once a day for those just over."""

from motcua.blocks.jobs.api import enqueue, every, job
from motcua.insight.indexes.actions.keep_scores import keep_scores
from motcua.insight.indexes.actions.sign_publication import sign_publication
from motcua.insight.indexes.models import ServiceScore
from motcua.insight.indexes.rules.periods import Kind, Span, parse_span, span_of
from motcua.kernel import clock

_HOUR, _DAY = 3600, 24 * 3600
_KINDS: tuple[Kind, ...] = ("month", "quarter", "year")
_MONTHS_BACK = 11


@job("indexes.keep_scores")
def keep_span(key: str) -> None:
    """Keep one period, by its key."""
    span = parse_span(key)
    if span is not None:
        keep_scores(span)


@job("indexes.sign_publication")
def sign_published(round_id: int) -> None:
    """Print and sign a published reform index."""
    sign_publication(round_id)


@job("indexes.hourly")
def keep_running() -> None:
    """The month, quarter and year that run."""
    for kind in _KINDS:
        _order(span_of(kind, clock.today()))


@job("indexes.daily")
def keep_past() -> None:
    """What was over yesterday, whose last records may have come late, and months of a year that were never kept."""
    today = clock.today()
    for kind in _KINDS:
        _order(span_of(kind, today).earlier())
    months = [span_of("month", today).earlier(count) for count in range(2, _MONTHS_BACK + 1)]
    kept = set(ServiceScore.objects.filter(kind="month", first__in=[span.first for span in months]).values_list("first", flat=True))
    for span in months:
        if span.first not in kept:
            _order(span)


def _order(span: Span) -> None:
    enqueue(keep_span, span.key, key=f"indexes.keep_scores.{span.key}", serial="indexes")


every(_HOUR, keep_running)
every(_DAY, keep_past)
