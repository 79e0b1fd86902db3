"""The report of a unit and period, worked out of the indicators."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from motcua.blocks.measures.api import registered
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit
from motcua.insight.indicators.api import Figure, Period, cut_off, figures
from motcua.insight.reform_report.models import ReportDefinition
from motcua.insight.reform_report.rights import READ
from motcua.insight.reform_report.rules.definition import Definition, FigureLine
from motcua.insight.reform_report.rules.facts import Fact, Report, year_before
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, NotFound, words


def build_report(*, unit: Unit, first: date, last: date, actor: Actor) -> Report:
    """Every figure of the report for a unit and all below it, from `first` to the cut-off day `last`, beside last year's.

    Flows come from the roll-ups, stocks as they stood at the end of `last`: a constant number of statements.
    Errors: `InvalidInput` when the period ends before it begins or the unit did not exist then, `NotFound` without content, `Forbidden`.
    """
    require(actor, READ, unit_path=unit.path)
    _check(unit, first, last)
    definition = definition_on(last)
    now = clock.now()
    keys = frozenset(line.change_of or line.id for line in definition.lines()) & registered().keys()
    period = Period(first, last, now, keys=keys)
    earlier = replace(period, first=year_before(first), last=year_before(last))
    found = figures(actor=actor, unit_id=unit.pk, period=period) if keys else {}
    before = figures(actor=actor, unit_id=unit.pk, period=earlier) if keys else {}
    compared = any(figure.total for figure in before.values())  # a year without any record was not zero: it is not known
    facts = [_fact(line, found, before if compared else {}) for line in definition.lines()]
    counted = min(period.moment, cut_off(now))
    return Report(definition, unit.pk, unit.code, unit.formal_name or unit.name, first, last, counted, now, facts)


def definition_on(day: date) -> Definition:
    """The sections and sentences that hold on a day; raises `NotFound` when none were loaded."""
    kept = ReportDefinition.objects.filter(valid_from__lte=day).order_by("-valid_from", "-id").values_list("pk", "sha256").first()
    if kept is None:
        raise NotFound(words("No sections of the reform report are loaded for that day."), way_out=words("Run `motcua load`."))
    return _parsed(*kept)


@lru_cache(maxsize=4)
def _parsed(pk: int, sha256: str) -> Definition:
    return Definition.model_validate(ReportDefinition.objects.get(pk=pk, sha256=sha256).content)


def _check(unit: Unit, first: date, last: date) -> None:
    if first > last:
        message = words("The period ends before it begins.")
        raise InvalidInput(message, fields=[FieldError("to", message)])
    if unit.valid_from > last or (unit.valid_to is not None and unit.valid_to < first):
        message = words("%(unit)s did not exist in this period.")
        raise InvalidInput(message, params={"unit": unit.name}, fields=[FieldError("unit", message, {"unit": unit.name})])


def _fact(line: FigureLine, found: Mapping[str, Figure], before: Mapping[str, Figure]) -> Fact:
    key = line.change_of or line.id
    if key not in found:
        return Fact(line)
    figure, earlier = found[key], before[key].total if key in before else None
    formula = figure.indicator.formula
    if line.change_of:
        change = None if figure.total is None or earlier is None else figure.total - earlier
        return Fact(line, key, change, formula=formula)
    ratio = figure.indicator.kind == "ratio"
    return Fact(line, key, figure.total, figure.above, figure.below, ratio=ratio, known=figure.known, before=earlier, formula=formula)
