"""Figures counted from the records themselves, with the list of the records; not from roll-ups."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from motcua.blocks.measures.api import Indicator, Scope, registered
from motcua.ground.directory.api import Unit
from motcua.insight.indicators.queries.figures import Figure, Period, figure_of, scope_of
from motcua.insight.indicators.rules.record_list import RecordList, pack

_AT_ONCE = 10_000
Recounted = tuple[Figure, RecordList | None]


def with_sources(keys: frozenset[str]) -> list[Indicator]:
    """These indicators, and those that the ratios among them are worked out of."""
    known = registered()
    named = set(keys)
    for key in keys:
        for source in filter(None, (known[key].numerator, known[key].denominator)):
            named.add(source[0])
    return [indicator for key, indicator in known.items() if key in named]


def recount(place: Unit, period: Period, keys: frozenset[str]) -> dict[str, Recounted]:
    """Every figure of `keys` and what it is worked out of, with its records; a ratio and what cannot be known have none.

    Reads every record: about ten seconds for a million.
    """
    indicators = with_sources(keys)
    counts: dict[str, Counter[str]] = {}
    lists: dict[str, RecordList] = {}
    for indicator in indicators:
        if indicator.value is None or indicator.records is None or not period.knows(indicator):
            continue
        scope = scope_of(indicator, place, period)
        counts[indicator.key] = Counter()
        for row in indicator.value(scope).iterator(chunk_size=_AT_ONCE):
            counts[indicator.key][row["cell_part"]] += row["amount"]
        lists[indicator.key] = pack(ids_of(indicator.records(scope)))
    return {one.key: (figure_of(one, counts, period), lists.get(one.key)) for one in indicators}


def ids_of(records: QuerySet[Any]) -> Iterator[int]:
    """The ids of the records, ascending, without holding them all."""
    return iter(records.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=_AT_ONCE))


def no_limits(scope: Scope) -> Scope:
    """The same moment, any record."""
    return Scope(now=scope.now, past=scope.past)
