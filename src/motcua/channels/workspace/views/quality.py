"""Quality of resolution: the live board, the load of posts, and the nine indices of a unit's quarter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import Field, Link, actor_of, guarded
from motcua.channels.workspace.page import address_with, done, errors_of, number_in, show
from motcua.channels.workspace.typed import Typed, summary
from motcua.channels.workspace.units import desks_of
from motcua.ground.directory.api import Unit, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, Refusal, words
from motcua.onestop.evaluation.api import (
    Assessment,
    Edition,
    appraise,
    assessment_of,
    edition_on,
    live_board,
    load_of,
    quarter_of,
    quarter_page,
    ranking,
    score_self,
    words_of_ballots,
)

WATCH, READ, ASSESS = "evaluation.watch", "evaluation.read", "evaluation.assess"


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One index in the table: what it is, who decides it, what was found, and the points given."""

    name: str
    by: str
    found: str
    self_points: str
    points: str
    doubtful: bool


@guarded(WATCH)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Late and soon-late dossiers, each with where it waits and why."""
    actor = actor_of(request)
    place, places = _place(request, actor, WATCH)
    found = live_board(place.pk, late_only="tre" in request.GET, after=_after(request), actor=actor)
    following = f"{found.next_after[0].isoformat()}~{found.next_after[1]}" if found.next_after else ""
    context = {
        "unit": place,
        "places": places,
        "board": found,
        "tabs": _tabs("work_board"),
        "late_only": "tre" in request.GET,
        "next": address_with(request, sau=following) if following else "",
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
    }
    return show(request, "workspace/board.html", context, section="work_board")


@guarded(WATCH)
@require_GET
def load(request: HttpRequest) -> HttpResponse:
    """Open tasks per post and who holds it, the most pressed first."""
    actor = actor_of(request)
    place, places = _place(request, actor, WATCH)
    context = {"unit": place, "places": places, "loads": load_of(place.pk, actor=actor), "tabs": _tabs("work_load")}
    return show(request, "workspace/load.html", context, section="work_board")


@guarded(READ)
@require_GET
def quality(request: HttpRequest) -> HttpResponse:
    """A unit's quarter: what records and ballots say, its assessment, and the ranking of the units below."""
    actor = actor_of(request)
    place, places = _place(request, actor, READ)
    year, quarter = _quarter(request)
    page = quarter_page(place.pk, year, quarter, actor=actor)
    ranked = ranking(place.pk, year, quarter, actor=actor)
    names = {grade.key: _said(grade) for grade in page.basis.edition.classes}
    context = {
        "page": page,
        "places": places,
        "quarters": _quarters(),
        "rows": _rows(page.basis.edition, {key: found.as_dict() for key, found in page.basis.found.items()}, page.assessment),
        "ranking": [(one, names.get(one.grade, "")) for one in ranked if one.unit_id != place.pk],
        "grade": names.get(page.assessment.grade, "") if page.assessment else "",
        "told": words_of_ballots(place.pk, year, quarter, actor=actor),
        "may_assess": may(actor, ASSESS, unit_path=place.path) and not (page.assessment and page.assessment.appraised_at),
        "query": f"don-vi={place.pk}&quy={year}-{quarter}",
    }
    return show(request, "workspace/quality.html", context, section="work_quality")


@guarded(ASSESS)
@require_http_methods(["GET", "POST"])
def self_score(request: HttpRequest) -> HttpResponse:
    """The head gives the unit's own points."""
    actor = actor_of(request)
    place, _places = _place(request, actor, READ)
    year, quarter = _quarter(request)
    page = quarter_page(place.pk, year, quarter, actor=actor)
    back = f"{reverse('work_quality')}?don-vi={place.pk}&quy={year}-{quarter}"
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            note = request.POST.get("note", "")
            score_self(place.pk, year, quarter, points=_points(request, page.basis.edition), note=note, actor=actor)
        except Refusal as refusal:
            errors = errors_of(refusal)[0] or {"": str(refusal)}
        else:
            return done(request, _("The points of your unit are kept."), back)
    suggested = {key: found.points for key, found in page.basis.found.items()}
    held = {key: Decimal(text) for key, text in page.assessment.self_points.items()} if page.assessment else {}
    fields = _fields(request, page.basis.edition, {**suggested, **held}, page.assessment.self_note if page.assessment else "")
    return _form(request, _("Assess one's own unit"), back, fields, errors)


@guarded("evaluation.appraise")
@require_http_methods(["GET", "POST"])
def appraisal(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """The superior gives the final points."""
    actor = actor_of(request)
    held = assessment_of(assessment_id, actor=actor)
    edition = edition_on(date(held.year, held.quarter * 3, 28))
    back = f"{reverse('work_quality')}?don-vi={held.unit_id}&quy={held.year}-{held.quarter}"
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            appraise(held.pk, points=_points(request, edition), note=request.POST.get("note", ""), actor=actor)
        except Refusal as refusal:
            errors = errors_of(refusal)[0] or {"": str(refusal)}
        else:
            return done(request, _("The assessment is appraised."), back)
    given = {key: Decimal(text) for key, text in held.self_points.items()}
    fields = _fields(request, edition, given, held.note)
    heading = _("Appraise %(unit)s, quarter %(quarter)s of %(year)s") % {
        "unit": held.unit.formal_name, "quarter": held.quarter, "year": held.year,
    }  # fmt: skip
    return _form(request, heading, back, fields, errors)


def _form(request: HttpRequest, heading: str, back: str, fields: list[Field], errors: Mapping[str, str]) -> HttpResponse:
    typed = Typed(request)
    context = {
        "heading": heading,
        "back": back,
        "fields": [typed.filled(one, errors) for one in fields],
        "errors": summary(errors, fields),
    }
    return show(request, "workspace/assessment_form.html", context, section="work_quality", status=422 if errors else 200)


def _fields(request: HttpRequest, edition: Edition, given: Mapping[str, Decimal | None], note: str) -> list[Field]:
    hint = _("0, 1 or 2 points; parts of a point with a comma")
    fields = [
        Field(f"points_{index.key}", _said(index), width="xs", inputmode="decimal", value=_written(given.get(index.key)), hint=hint)
        for index in edition.indices
    ]
    return [*fields, Field("note", _("Reasons"), "textarea", value=note, required=False)]


def _points(request: HttpRequest, edition: Edition) -> dict[str, Decimal]:
    found = {}
    for index in edition.indices:
        try:
            points = Decimal(request.POST.get(f"points_{index.key}", "").strip().replace(",", "."))
        except InvalidOperation:
            continue
        if points.is_finite():
            found[index.key] = points
    return found


def _rows(edition: Edition, basis: Mapping[str, Mapping[str, object]], held: Assessment | None) -> list[IndexRow]:
    said = {"records": _("records"), "ballots": _("ballots"), "unit": _("the unit and its superior")}
    rows = []
    for index in edition.indices:
        found = basis[index.key]
        told = _("%(good)s of %(of)s") % {"good": found["good"], "of": found["of"]} if found["of"] else "–"
        own = str((held.self_points if held else {}).get(index.key, "")).replace(".", ",")
        final = str(((held.points or {}) if held else {}).get(index.key, "")).replace(".", ",")
        rows.append(IndexRow(_said(index), said[index.by], told, own or "–", final or "–", index.tag == "check"))
    return rows


def _written(points: Decimal | None) -> str:
    return "" if points is None else str(points.normalize()).replace(".", ",")


def _said(words_of: object) -> str:
    return str(getattr(words_of, "en" if (get_language() or "vi").startswith("en") else "vi"))


def _place(request: HttpRequest, actor: Actor, capability: str) -> tuple[Unit, list[Unit]]:
    """The unit asked for, or the first the right is held in; and the units of the actor's posts."""
    places = desks_of(actor, capability)
    if not places:
        raise Forbidden(words("You hold no post today whose figures you may read."))
    asked = number_in(request, "don-vi")
    return (unit(asked) if asked else places[0]), places


def _quarter(request: HttpRequest) -> tuple[int, int]:
    """The quarter asked for, as 2022-3; the last that has ended without one."""
    year, _dash, quarter = request.GET.get("quy", "").partition("-")
    if year.isascii() and year.isdigit() and len(year) == 4 and int(year) >= 2000 and quarter in {"1", "2", "3", "4"}:
        return int(year), int(quarter)
    return _quarters()[1]


def _quarters() -> list[tuple[int, int]]:
    """This quarter and the seven before it."""
    year, quarter = quarter_of(clock.today())
    count = year * 4 + quarter - 1
    return [((count - back) // 4, (count - back) % 4 + 1) for back in range(8)]


def _after(request: HttpRequest) -> tuple[datetime, int] | None:
    moment, _tilde, pk = request.GET.get("sau", "").partition("~")
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (found, int(pk)) if pk.isascii() and pk.isdigit() and found.tzinfo is not None else None


def _tabs(current: str) -> list[Link]:
    return [
        Link(_("Late and soon late"), reverse("work_board"), current=current == "work_board"),
        Link(_("Load of posts"), reverse("work_load"), current=current == "work_load"),
    ]
