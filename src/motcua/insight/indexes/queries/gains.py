"""What a unit can still do for its service index: for each component the points to gain and the records that would gain them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from motcua.blocks.measures.api import Indicator, Scope, registered
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import subtree_ids
from motcua.insight.indexes.queries.books import period_of
from motcua.insight.indexes.queries.service_index import ComponentScore, Score
from motcua.insight.indexes.rights import READ
from motcua.insight.indexes.rules.service import Component, Gain, Term, gained, lost
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.dossiers.api import Dossier

SIDES = ("numerator", "denominator", "gain")
_WEEK = timedelta(days=7)
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do: the points it brings (or keeps), on how many records, and the first of them."""

    score: ComponentScore
    gain: Gain
    points: Decimal
    count: int
    codes: Sequence[str]
    records: Sequence[Any]


def advice(score: Score, *, actor: Actor) -> list[Advice]:
    """Everything the unit can still change in this period, the most points first; worked out, two statements for each component."""
    require(actor, READ, unit_path=score.unit.path)
    components = [one for axis in score.axes for one in axis.components if one.has_source]
    found = [_advice(score, one, one.component.gain) for one in components if one.component.gain is not None]
    return sorted((one for one in found if one.points > 0), key=lambda one: (-one.points, one.score.component.key))


def records_of(score: Score, component: str, side: str, *, actor: Actor) -> QuerySet[Any] | list[str]:
    """The records behind one side of a component, or those to gain from; codes where procedures are counted.

    Several figures of one side are joined where they count the same kind of record, else the first is given. `NotFound`, `Forbidden`.
    """
    require(actor, READ, unit_path=score.unit.path)
    one = score.component(component)
    if one is None or side not in SIDES or (side == "gain" and one.component.gain is None) or not one.has_source:
        raise NotFound(words("There is no such figure."))
    if side == "gain":
        return _to_gain(score, one.component)
    return _side(score, getattr(one.component, side))


def _advice(score: Score, one: ComponentScore, gain: Gain) -> Advice:
    behind = _to_gain(score, one.component)
    count = len(behind) if isinstance(behind, list) else behind.count()
    points = (gained if gain.records == "missing" else lost)(one.component, one.numerator, one.denominator, count)
    if isinstance(behind, list):
        return Advice(one, gain, points, count, behind[:_SHOWN], [])
    return Advice(one, gain, points, count, [], list(behind.order_by("pk")[:_SHOWN]) if count else [])


def _to_gain(score: Score, component: Component) -> QuerySet[Any] | list[str]:
    assert component.gain is not None
    if component.denominator[0].count == "procedures":
        return sorted(score.book.missing_codes(component))
    if component.gain.records == "at_risk":
        near = _records(score, component.numerator[-1])
        now = score.at
        soon = near.filter(due_at__gt=now, due_at__lte=now + _WEEK)
        return soon.exclude(status__in=["supplement_requested", "payment_requested"])
    inside = _records(score, component.denominator[0]).exclude(pk__in=_records(score, component.numerator[0]).order_by().values("pk"))
    return inside.filter(ended_at__isnull=True) if component.gain.open_only and inside.model is Dossier else inside


def _side(score: Score, terms: Sequence[Term]) -> QuerySet[Any] | list[str]:
    if terms[0].count == "procedures":
        plus = set().union(*(score.book.codes(term) for term in terms if not term.minus))
        return sorted(plus - set().union(*(score.book.codes(term) for term in terms if term.minus)))
    first = _records(score, terms[0])
    same = [found for found in (_records(score, term) for term in terms[1:] if not term.minus) if found.model is first.model]
    taken = [found for found in (_records(score, term) for term in terms[1:] if term.minus) if found.model is first.model]
    for other in same:
        first = first.model._default_manager.filter(pk__in=first.order_by().values("pk")) | first.model._default_manager.filter(
            pk__in=other.order_by().values("pk")
        )
    for other in taken:
        first = first.exclude(pk__in=other.order_by().values("pk"))
    return first


def _records(score: Score, term: Term) -> QuerySet[Any]:
    indicator: Indicator = registered()[term.key]
    assert indicator.records is not None  # content names no ratios here
    period = period_of(score.span, score.at)
    flow = indicator.kind == "flow"
    scope = Scope(
        now=period.moment,
        past=period.past,
        first=period.first if flow else None,
        last=period.last if flow else None,
        units=None if score.unit.parent_id is None else subtree_ids(score.unit.pk),
        part=term.part or None,
    )
    found = indicator.records(scope)
    return found.filter(procedure__code__in=term.only) if term.only and found.model is Dossier else found
