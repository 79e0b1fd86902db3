"""The service index of a unit: its score, every component with its records, the trend, the ranking, and what would gain most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import Link, actor_of, guarded
from motcua.channels.workspace.index_periods import span_words
from motcua.channels.workspace.index_picture import axes_picture, months_picture
from motcua.channels.workspace.page import address_with, number_in, show
from motcua.channels.workspace.record_rows import RecordRow, row_of, seen_by, told_rows
from motcua.channels.workspace.units import desks_of
from motcua.ground.directory.api import Unit, unit
from motcua.insight.indexes.api import (
    GROUPS,
    SIDES,
    Advice,
    ComponentScore,
    Score,
    Span,
    advice,
    kept_scores,
    parse_span,
    records_of,
    service_ranking,
    service_score,
    span_of,
)
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words
from motcua.onestop.catalogue.api import Procedure
from motcua.onestop.dossiers.api import Dossier

READ = "indexes.read"
PAGE = 50
MONTHS = 6
RANKED = 100
SECTION = "work_service_index"
GROUP_NAMES = {"commune": words("Communes"), "district": words("Districts"), "department": words("Departments")}
HEADINGS = {"numerator": words("Counted as good"), "denominator": words("All that are measured"), "gain": words("Would bring points")}


@dataclass(frozen=True, slots=True)
class Line:
    """One component in the table."""

    name: str
    value: str
    numerator: tuple[int, str]
    denominator: tuple[int, str]
    points: str
    most: str
    note: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do, and the first of its records."""

    action: str
    component: str
    points: str
    keeps: bool
    count: int
    href: str
    records: Sequence[RecordRow]


@guarded(READ)
@require_GET
def service_index(request: HttpRequest) -> HttpResponse:
    """A unit's index in a month, quarter or year."""
    actor = actor_of(request)
    place, places = _place(request, actor)
    span = _span(request)
    score = service_score(place.pk, span, actor=actor)
    runs = span.last >= clock.today() >= span.first
    months = [span_of("month", min(span.last, clock.today())).earlier(back) for back in range(MONTHS)]
    kept = kept_scores(place.pk, months, actor=actor)
    below = [one for one in GROUPS if _has_below(place, one)]
    group = request.GET.get("nhom", "")
    group = group if group in below else next(iter(below), "")
    context = {
        "score": score,
        "grade": _said(score.grade),
        "places": places,
        "span": span,
        "spans": _spans(),
        "axes": [(_said(one.axis), _written(one.points), _written(one.axis.max), _lines(one.components, score)) for one in score.axes],
        "picture": axes_picture([(_said(one.axis), one.points, one.axis.max) for one in score.axes]),
        "trend": months_picture([(f"{one.first:%m/%Y}", one.total) for one in kept]) if kept else None,
        "runs": runs,
        "todo": [_todo(one, score, actor) for one in advice(score, actor=actor)] if runs else [],
        "groups": [Link(_(GROUP_NAMES[one]), address_with(request, nhom=one), current=one == group) for one in below],
        "ranking": _ranking(place, span, group, actor) if group else [],
        "check": score.edition.tag == "check",
    }
    return show(request, "workspace/service_index.html", context, section=SECTION)


@guarded(READ)
@require_GET
def component(request: HttpRequest, component: str) -> HttpResponse:
    """The records of one side of a component: those counted as good, all that are measured, those that would bring points."""
    actor = actor_of(request)
    place, _places = _place(request, actor)
    span = _span(request)
    score = service_score(place.pk, span, actor=actor)
    side = request.GET.get("ben", "denominator")
    behind = records_of(score, component, side, actor=actor)
    one = cast(ComponentScore, score.component(component))
    asked = {"don-vi": str(place.pk), "ky": span.key}
    sides = [name for name in SIDES if name != "gain" or one.component.gain is not None]
    context: dict[str, Any] = {
        "name": _said(one.component),
        "one": one,
        "unit": place,
        "span": span,
        "advised": _said(one.component.gain) if side == "gain" and one.component.gain else "",
        "sides": [Link(_(HEADINGS[name]), _component_href(component, name, asked), current=name == side) for name in sides],
        "back": f"{reverse(SECTION)}?{urlencode(asked)}",
        **_listed(request, behind, actor),
    }
    return show(request, "workspace/service_records.html", context, section=SECTION)


def _listed(request: HttpRequest, behind: Any, actor: Actor) -> dict[str, Any]:
    """A page of records: procedures by name, dossiers in their table, other kinds line by line."""
    if isinstance(behind, list):
        return {"others": _procedures(behind), "rows": []}
    after = number_in(request, "sau")
    seen = seen_by(actor, behind)
    rows = list((seen.filter(pk__lt=after) if after else seen).order_by("-pk")[: PAGE + 1])
    others = told_rows(rows[:PAGE], actor=actor)
    return {
        "rows": [] if others else rows[:PAGE],
        "others": others,
        "next": address_with(request, sau=str(rows[PAGE - 1].pk)) if len(rows) > PAGE else "",
        "first": address_with(request, sau=None) if after else "",
    }


def _lines(components: Sequence[ComponentScore], score: Score) -> list[Line]:
    return [_line(one, score) for one in components]


def _line(one: ComponentScore, score: Score) -> Line:
    part, asked = one.component, {"don-vi": str(score.unit.pk), "ky": score.span.key}
    value = one.value
    shown = "–" if value is None else _written(value) + ("" if part.mean else " %")
    return Line(
        _said(part),
        shown if one.has_source else _("no source yet"),
        (one.numerator, _component_href(part.key, "numerator", asked) if one.numerator and one.has_source else ""),
        (one.denominator, _component_href(part.key, "denominator", asked) if one.denominator and one.has_source else ""),
        "" if part.mean else _written(one.points),
        "" if part.mean else _written(part.max),
        part.note,
        part.tag == "check",
    )


def _todo(one: Advice, score: Score, actor: Actor) -> ToDo:
    asked = {"don-vi": str(score.unit.pk), "ky": score.span.key}
    records = _procedures(one.codes) if one.codes else [_dossier_or_other(row, actor) for row in one.records]
    return ToDo(
        _said(one.gain),
        _said(one.score.component),
        _written(one.points),
        one.gain.records == "at_risk",
        one.count,
        _component_href(one.score.component.key, "gain", asked),
        records,
    )


def _dossier_or_other(row: Any, actor: Actor) -> RecordRow:
    if not isinstance(row, Dossier):
        return row_of(row, actor=actor)
    return RecordRow(row.code, reverse("work_dossier", args=[row.code]) if may(actor, "dossier.read") else "")


def _procedures(codes: Sequence[str]) -> list[RecordRow]:
    english = (get_language() or "vi").startswith("en")
    names = dict(Procedure.objects.filter(code__in=codes).values_list("code", "name_en" if english else "name_vi"))
    return [RecordRow(f"{code} {names.get(code, '')}".strip(), "") for code in codes]


def _ranking(place: Unit, span: Span, group: str, actor: Actor) -> list[tuple[int, Any, str]]:
    """Place, kept score and address of each; equal totals share a place."""
    rows = list(service_ranking(place.pk, span, group, actor=actor)[:RANKED])
    ranked: list[tuple[int, Any, str]] = []
    position = 0
    for count, row in enumerate(rows, start=1):
        if not ranked or row.total != ranked[-1][1].total:
            position = count
        ranked.append((position, row, f"{reverse(SECTION)}?{urlencode({'don-vi': row.unit_id, 'ky': span.key})}"))
    return ranked


def _has_below(place: Unit, group: str) -> bool:
    """Whether there can be agencies of that group below: the province has all, a district has communes."""
    if place.parent_id is None:
        return True
    return place.kind == Unit.Kind.DISTRICT and group == "commune"


def _component_href(key: str, side: str, asked: Mapping[str, str]) -> str:
    return f"{reverse('work_service_component', args=[key])}?{urlencode({'ben': side, **asked})}"


def _place(request: HttpRequest, actor: Actor) -> tuple[Unit, list[Unit]]:
    places = desks_of(actor, READ)
    if not places:
        raise Forbidden(words("You hold no post today whose figures you may read."))
    asked = number_in(request, "don-vi")
    return (unit(asked) if asked else places[0]), places


def _span(request: HttpRequest) -> Span:
    """The period asked for, unless it has not begun; the month so far without one."""
    found = parse_span(request.GET.get("ky", ""))
    return found if found is not None and found.first <= clock.today() else span_of("month", clock.today())


def _spans() -> list[tuple[Span, str]]:
    """What can be chosen: six months, four quarters, two years."""
    today = clock.today()
    chosen = [span_of("month", today).earlier(back) for back in range(MONTHS)]
    chosen += [span_of("quarter", today).earlier(back) for back in range(4)]
    chosen += [span_of("year", today).earlier(back) for back in range(2)]
    return [(span, span_words(span)) for span in chosen]


def _written(points: Decimal) -> str:
    return f"{points.normalize():f}".replace(".", ",")


def _said(words_of: object) -> str:
    return str(getattr(words_of, "en" if (get_language() or "vi").startswith("en") else "vi"))
