"""Numbers of the reform index that come from records: figures, the service index, the survey."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from motcua.ground.directory.api import Unit
from motcua.insight.indexes.models import ReformRound, ServiceScore, SurveyAnswer
from motcua.insight.indexes.rules.reform import ReformComponent, ReformSet, Source
from motcua.insight.indicators.api import Period, unit_amounts
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM

_FINE = Decimal("0.0001")
_Cells = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Found:
    """A number with where it comes from; None when there is nothing to divide by."""

    value: Decimal | None
    basis: Mapping[str, object]


def numbers_for(round_: ReformRound, units: Iterable[Unit]) -> dict[int, dict[str, Found]]:
    """For each unit, the numbers of every component that is filled from records. A constant number of statements."""
    places, content = list(units), round_.content
    period = Period(date(round_.year, 1, 1), min(date(round_.year, 12, 31), clock.today()), clock.now())
    cells = _cells(places, content, period)
    scores = dict(ServiceScore.objects.filter(unit__in=places, kind="year", first=date(round_.year, 1, 1)).values_list("unit_id", "total"))
    means = survey_means(round_)
    return {
        place.pk: {
            one.key: _found(one, cells[place.pk], scores.get(place.pk), means.get((place.pk, one.sheet)), period)
            for one in content.components()
            if one.from_records
        }
        for place in places
    }


def survey_means(round_: ReformRound) -> dict[tuple[int, str], tuple[Decimal, int]]:
    """Per unit and sheet, the mean of all answers and how many people answered. One statement."""
    given: defaultdict[tuple[int, str], list[Decimal]] = defaultdict(list)
    for unit_id, survey, answers in SurveyAnswer.objects.filter(round=round_).values_list("unit_id", "survey", "answers"):
        given[unit_id, survey].append(Decimal(sum(answers.values())) / len(answers))
    return {key: ((sum(means, Decimal(0)) / len(means)).quantize(_FINE, ROUND_HALF_UP), len(means)) for key, means in given.items()}


def _cells(places: list[Unit], content: ReformSet, period: Period) -> dict[int, dict[tuple[str, str], int]]:
    keys = {key for one in content.components() if one.source for key in (one.source.numerator, one.source.denominator) if key}
    found: dict[int, dict[tuple[str, str], int]] = {place.pk: defaultdict(int) for place in places}
    root = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    if root is None or not keys:
        return found
    wanted = {place.path: place.pk for place in places}
    above = {pk: [wanted[part] for part in _steps(path) if part in wanted] for pk, path in Unit.objects.values_list("pk", "path")}
    for row in unit_amounts(actor=SYSTEM, unit_id=root.pk, period=period, keys=keys):
        for pk in above.get(row.unit_id, ()):
            found[pk][row.key, row.part] += row.value
    return found


def _steps(path: str) -> list[str]:
    """The path of every unit at and above, from the root on."""
    parts = path.strip("/").split("/")
    return ["/" + "/".join(parts[: count + 1]) + "/" for count in range(len(parts))]


def _found(one: ReformComponent, cells: _Cells, score: Decimal | None, mean: tuple[Decimal, int] | None, period: Period) -> Found:
    at = {"from": period.first.isoformat(), "to": period.last.isoformat(), "counted_at": period.now.isoformat()}
    if one.kind == "survey":
        return Found(mean[0] if mean else None, {**at, "answers": mean[1] if mean else 0})
    if one.index == "service":
        return Found(score, {**at, "index": "service"})
    assert one.source is not None
    above, below = _sum(cells, one.source.numerator, one.source.numerator_part), _below(cells, one.source)
    basis = {**at, "numerator": one.source.numerator, "denominator": one.source.denominator, "good": above, "of": below}
    if below is None:
        return Found(Decimal(above), basis)
    return Found((Decimal(above) * 100 / below).quantize(_FINE, ROUND_HALF_UP) if below else None, basis)


def _below(cells: _Cells, source: Source) -> int | None:
    return _sum(cells, source.denominator, source.denominator_part) if source.denominator else None


def _sum(cells: _Cells, key: str, part: str) -> int:
    return sum(amount for (of, piece), amount in cells.items() if of == key and part in {"", piece})
