"""Indicators of a unit and everything below it; each number opens the records behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from motcua.blocks.measures.api import Indicator, registered
from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import Link, actor_of, guarded
from motcua.channels.workspace.chart import bars_over_time
from motcua.channels.workspace.page import address_with, number_in, show
from motcua.channels.workspace.record_rows import seen_by, told_rows
from motcua.channels.workspace.units import desks_of
from motcua.channels.workspace.views.search import day_in
from motcua.channels.workspace.vocabulary import GROUPS
from motcua.ground.directory.api import Unit, unit
from motcua.insight.indicators.api import (
    Figure,
    Period,
    cut_off,
    figures,
    figures_by_day,
    figures_by_procedure,
    figures_by_unit,
    groups,
    records_behind,
)
from motcua.insight.reform_report.api import written
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words
from motcua.onestop.catalogue.api import list_procedures

CHARTED = ("dossiers.received", "dossiers.resolved")
PAGE = 50


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the address of its records; without one it is worked out of others."""

    label: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of numbers."""

    label: str
    numbers: list[Number]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The unit, period and procedure asked for."""

    unit: Unit
    period: Period

    def address(self, key: str, part: str = "") -> str:
        """Where the records behind a number are listed."""
        query = {"chi-so": key, "phan": part, **self.query()}
        return f"{reverse('work_records')}?{urlencode({name: value for name, value in query.items() if value})}"

    def query(self) -> dict[str, str]:
        return {
            "don-vi": str(self.unit.pk),
            "tu": self.period.first.isoformat(),
            "den": self.period.last.isoformat(),
            "thu-tuc": self.period.procedure or "",
            "nhom": self.period.group,
        }

    def in_group(self, group: str) -> Period:
        """The same period, of one group of figures."""
        return replace(self.period, group=group)

    def of(self, **changes: Any) -> "Asked":
        """The same for another unit or procedure."""
        period = self.period
        procedure = changes.get("procedure", period.procedure)
        return Asked(changes.get("unit", self.unit), replace(period, procedure=procedure))


@guarded("indicators.read")
@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """Received, resolved, pending: of a unit, by unit below, by procedure and over time."""
    actor = actor_of(request)
    places = desks_of(actor, "indicators.read")
    asked = _asked(request, actor, places)
    period, place = asked.period, asked.unit
    found = figures(actor=actor, unit_id=place.pk, period=period)
    by_unit = figures_by_unit(actor=actor, unit_id=place.pk, period=period)
    by_procedure = figures_by_procedure(actor=actor, unit_id=place.pk, period=period)
    names = {content.code: content.name.in_language(_language()) for content in list_procedures()}
    above = place.parent if place.parent_id and may(actor, "indicators.read", unit_path=place.path.removesuffix(f"{place.pk}/")) else None
    context = {
        "unit": place,
        "places": places,
        "above": above,
        "above_href": address_with(request, **{"don-vi": str(above.pk)}) if above else "",
        "period": period,
        "procedures": list_procedures(),
        "groups": [Link(gettext(GROUPS.get(one, one)), address_with(request, nhom=one), current=one == period.group) for one in groups()],
        "blocks": [(figure.indicator.name, figure.indicator.formula, _numbers(figure, asked)) for figure in found.values()],
        "heads": _heads(found.values()),
        "by_unit": [_row(one.unit.name, one.figures, asked.of(unit=one.unit), _deeper(request, one.unit, place)) for one in by_unit],
        "by_procedure": [_row(names.get(code, code), of, asked.of(procedure=code)) for code, of in by_procedure.items()],
        "chart": _chart(actor, asked, found) if CHARTED[0] in found else None,
        "cut_off": cut_off(period.now),
    }
    return show(request, "workspace/numbers.html", context, section="work_numbers")


@guarded("indicators.read")
@require_GET
def records(request: HttpRequest) -> HttpResponse:
    """The records behind one number, newest first."""
    actor = actor_of(request)
    asked = _asked(request, actor, desks_of(actor, "indicators.read"))
    key, part = request.GET.get("chi-so", ""), request.GET.get("phan") or None
    indicator = registered().get(key)
    if indicator is not None and indicator.kind == "ratio":
        return _ratio(request, actor, asked, indicator)
    behind = records_behind(actor=actor, key=key, unit_id=asked.unit.pk, period=asked.period, part=part)
    seen = seen_by(actor, behind)
    after = number_in(request, "sau")
    rows = list((seen.filter(pk__lt=after) if after else seen).order_by("-pk")[: PAGE + 1])
    figure = figures(actor=actor, unit_id=asked.unit.pk, period=asked.in_group(key.partition(".")[0]))[key]
    context = {
        "rows": rows[:PAGE],
        "others": told_rows(rows[:PAGE], actor=actor),
        "indicator": figure.indicator,
        "part": _part_name(figure.indicator, part),
        "number": written(figure.parts.get(part, 0) if part else figure.total, _language()),
        "unit": asked.unit,
        "period": asked.period,
        "cut_off": min(asked.period.moment, cut_off(asked.period.now)),
        "back": f"{reverse('work_numbers')}?{urlencode(asked.query())}",
        "next": address_with(request, sau=str(rows[PAGE - 1].pk)) if len(rows) > PAGE else "",
        "first": address_with(request, sau=None) if after else "",
    }
    return show(request, "workspace/records.html", context, section="work_numbers")


def _ratio(request: HttpRequest, actor: Actor, asked: Asked, indicator: Indicator) -> HttpResponse:
    """A ratio has no records of its own: its formula, and the two numbers that have."""
    found = figures(actor=actor, unit_id=asked.unit.pk, period=replace(asked.period, group="", keys=frozenset({indicator.key})))
    figure = found[indicator.key]
    sources = []
    for source, number in ((indicator.numerator, figure.above), (indicator.denominator, figure.below)):
        if source is not None and source[0] in registered():
            of = registered()[source[0]]
            name = of.name.get(_language(), of.key)
            label = f"{name}: {_part_name(of, source[1])}" if source[1] else name
            sources.append(Number(label, written(number, _language()), asked.address(*source)))
    context = {
        "indicator": indicator,
        "number": _numbers(figure, asked)[0].value,
        "sources": sources,
        "unit": asked.unit,
        "period": asked.period,
        "cut_off": min(asked.period.moment, cut_off(asked.period.now)),
        "back": f"{reverse('work_numbers')}?{urlencode(asked.query())}",
    }
    return show(request, "workspace/ratio.html", context, section="work_numbers")


def _asked(request: HttpRequest, actor: Actor, places: list[Unit]) -> Asked:
    """What the address asks for; without one the first post's unit and the month so far."""
    if not places:
        raise Forbidden(words("You hold no post today whose figures you may read."))
    asked = number_in(request, "don-vi")
    place = next((one for one in places if one.pk == asked), None) or (unit(asked) if asked else places[0])
    today = clock.today()
    last = min(day_in(request, "den") or today, today)
    first = day_in(request, "tu") or last.replace(day=1)
    if first > last or (last - first).days > 3660:
        first = last.replace(day=1)
    known = groups()
    group = request.GET.get("nhom", "")
    group = group if group in known else CHARTED[0].partition(".")[0]
    return Asked(place, Period(first, last, clock.now(), request.GET.get("thu-tuc") or None, group))


def _numbers(figure: Figure, asked: Asked) -> list[Number]:
    """The whole and its parts; a ratio is worked out of others and opens none."""
    indicator = figure.indicator
    if indicator.records is None:
        href = asked.address(indicator.key) if indicator.kind == "ratio" else ""
        return [Number("", written(figure.total, _language()), href)]
    if not figure.known:
        return [Number("", gettext("not known for a day gone by"), "")]
    whole = Number("", written(figure.total, _language()), asked.address(indicator.key))
    of_parts = [(part, written(value, _language())) for part, value in figure.parts.items()]
    return [whole, *(Number(_part_name(indicator, part), value, asked.address(indicator.key, part)) for part, value in of_parts)]


def _part_name(indicator: Indicator, part: str | None) -> str:
    names = indicator.dimension.parts if indicator.dimension else {}
    label = names.get(part or "", {})
    return label.get(_language(), part or "")


def _heads(found: Iterable[Figure]) -> list[tuple[str, list[str]]]:
    """The heads of the tables: each indicator with its parts."""
    heads = []
    for figure in found:
        indicator = figure.indicator
        parts = (
            [label.get(_language(), part) for part, label in indicator.dimension.parts.items()]
            if indicator.dimension and indicator.records
            else []
        )
        heads.append((indicator.name.get(_language(), indicator.key), parts))
    return heads


def _row(label: str, found: Mapping[str, Figure], asked: Asked, href: str = "") -> Row:
    """A line of a table: numbers in the order of the heads."""
    line: list[Number] = []
    for figure in found.values():
        parts = figure.indicator.dimension.parts if figure.indicator.dimension and figure.indicator.records else {}
        own = _numbers(figure, asked)[: 1 + len(parts)]
        line += own + [Number("", "–", "")] * (1 + len(parts) - len(own))
    return Row(label, line, href)


def _deeper(request: HttpRequest, below: Unit, place: Unit) -> str:
    return address_with(request, **{"don-vi": str(below.pk)}) if below.pk != place.pk else ""


def _chart(actor: Actor, asked: Asked, found: Mapping[str, Figure]) -> Any:
    """Received and resolved over time; None when nothing happened."""
    days = figures_by_day(actor=actor, unit_id=asked.unit.pk, period=asked.period)
    charted = [key for key in CHARTED if key in found]
    names = [found[key].indicator.name.get(_language(), key) for key in charted]
    values: dict[date, list[int]] = {day: [_whole(of, key) for key in charted] for day, of in days.items()}
    return bars_over_time(names, values, asked.period.first, asked.period.last) if values else None


def _whole(found: Mapping[str, Figure], key: str) -> int:
    figure = found.get(key)
    return int(figure.total) if figure is not None and figure.total is not None else 0


def _language() -> str:
    return (get_language() or "vi")[:2]
