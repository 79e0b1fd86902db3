"""A unit's sheet of the reform index: the tree with its evidence, and the number of one component at each stage."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import actor_of, guarded
from motcua.channels.workspace.file_replies import file_reply
from motcua.channels.workspace.page import done, errors_of, refuse_to, show
from motcua.channels.workspace.reform_mark_forms import fields_for, given_in, number_label, written
from motcua.channels.workspace.typed import Typed, summary
from motcua.channels.workspace.views.reform_index import READ, SECTION, STATES, title_of
from motcua.insight.indexes.api import (
    Row,
    SheetPage,
    SheetState,
    add_evidence,
    appraise_component,
    assess_component,
    decide_component,
    decide_sheet,
    evidence_of,
    finish_appraisal,
    may_appraise,
    refresh_numbers,
    remove_evidence,
    return_sheet,
    sheet_page,
    sits_in_council,
    submit_sheet,
)
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Refusal, words

ASSESS = "reform_index.assess"
_VERBS: Mapping[str, tuple[Callable[..., Any], str]] = {
    "gui": (submit_sheet, words("The sheet was sent to the field leads.")),
    "lay-so-lieu": (refresh_numbers, words("The numbers were taken from the records again.")),
    "xong-tham-dinh": (finish_appraisal, words("The sheet lies before the council.")),
    "quyet-dinh": (decide_sheet, words("The sheet is decided.")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One component in the tree."""

    row: Row
    name: str
    unit: str
    lead: str
    council: str
    points: str
    proof: str
    href: str


@guarded(READ)
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """The tree with scores and evidence; sending, taking numbers anew, returning, finishing, deciding."""
    actor = actor_of(request)
    page = sheet_page(sheet_id, actor=actor)
    here = reverse("work_par_sheet", args=[sheet_id])
    if request.method == "POST":
        return _act(request, sheet_id, here, actor)
    state, tone = STATES[SheetState(page.sheet.state)]
    context = {
        "page": page,
        "title": title_of(page.sheet.round),
        "state": _(state),
        "tone": tone,
        "stage": _stage(page, actor),
        "fields": [(_said(field), _sum(page, field.key), written(field.max), _lines(page, field.key)) for field in page.content.fields],
        "lost": [(_said(row.component), written(points), _href(page, row)) for row, points in page.lost()[:10]],
        "round_href": reverse("work_par_round", args=[page.sheet.round_id]),
    }
    return show(request, "workspace/reform_sheet.html", context, section=SECTION)


@guarded(READ)
@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, sheet_id: int, component: str) -> HttpResponse:
    """One component: what holds, its evidence, and the questions of the stage for whom they are."""
    actor = actor_of(request)
    page = sheet_page(sheet_id, actor=actor)
    row = next((one for one in page.rows if one.component.key == component), None)
    if row is None:
        raise Http404
    stage = _stage(page, actor)
    back = reverse("work_par_sheet", args=[sheet_id])
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            _give(request, page, row, stage, actor)
        except Refusal as refusal:
            errors = errors_of(refusal)[0] or {"": str(refusal)}
        else:
            return done(request, _("The component is kept."), f"{back}#{component}")
    fields = fields_for(row.component, row.mark, stage) if stage else []
    typed = Typed(request)
    context = {
        "page": page,
        "row": row,
        "name": _said(row.component),
        "criterion": _said(row.criterion),
        "number": number_label(row.component),
        "wanted": _said(row.component.evidence) if row.component.evidence else "",
        "stage": stage,
        "fields": [typed.filled(one, errors) if one.kind != "file" else one for one in fields],
        "errors": summary(errors, fields),
        "back": back,
        "back_label": _("Back to the sheet"),
    }
    return show(request, "workspace/reform_mark.html", context, section=SECTION, status=422 if errors else 200)


@guarded(READ)
@require_GET
def evidence(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """One piece of evidence."""
    found = evidence_of(evidence_id, actor=actor_of(request))
    return file_reply(found.file, found.name)


def _act(request: HttpRequest, sheet_id: int, here: str, actor: Actor) -> HttpResponse:
    verb = request.POST.get("verb", "")
    try:
        if verb == "tra-lai":
            return_sheet(sheet_id, reason=request.POST.get("reason", ""), actor=actor)
            return done(request, _("The sheet was returned to be explained."), here)
        if verb not in _VERBS:
            raise Http404
        act, said = _VERBS[verb]
        act(sheet_id, actor=actor)
    except Refusal as refusal:
        lacking, _links = errors_of(refusal)
        if not lacking:
            return refuse_to(request, refusal, here)
        return show_lacking(request, lacking, here)
    return done(request, _(said), here)


def show_lacking(request: HttpRequest, lacking: Mapping[str, str], here: str) -> HttpResponse:
    """What a sheet still lacks, each with the way to it."""
    rows = [(text, f"{here}{key}/" if key != "reason" else here) for key, text in lacking.items()]
    return show(request, "workspace/reform_lacking.html", {"rows": rows, "back": here}, section=SECTION, status=422)


def _give(request: HttpRequest, page: SheetPage, row: Row, stage: str, actor: Actor) -> None:
    """Do what was posted at the stage; the actions refuse what does not belong there."""
    pk, key = page.sheet.pk, row.component.key
    dropped = request.POST.get("remove", "")
    if dropped:
        if dropped not in {str(one.pk) for one in row.mark.evidence.all()}:
            raise Http404
        remove_evidence(int(dropped), actor=actor)
        return
    if stage == "appraisal":
        appraise_component(pk, key, given_in(request), actor=actor)
    elif stage == "council":
        decide_component(pk, key, given_in(request), actor=actor)
    else:
        assess_component(pk, key, given_in(request), actor=actor)
        upload = request.FILES.get("evidence")
        if upload is not None:
            add_evidence(pk, key, name=upload.name or "", stream=upload, actor=actor)


def _stage(page: SheetPage, actor: Actor) -> str:
    """What this person can do with the sheet now: self, appraisal, council, or nothing."""
    state, place = SheetState(page.sheet.state), page.sheet.unit
    if page.sheet.round.published_at is not None:
        return ""
    if state in {SheetState.DRAFTING, SheetState.RETURNED} and may(actor, ASSESS, unit_path=place.path):
        return "self"
    if state == SheetState.SUBMITTED and may_appraise(actor, place):
        return "appraisal"
    return "council" if state == SheetState.APPRAISED and sits_in_council(actor, place) else ""


def _lines(page: SheetPage, field: str) -> list[Line]:
    return [_line(page, row) for row in page.rows if row.field.key == field]


def _line(page: SheetPage, row: Row) -> Line:
    mark = row.mark
    basis = mark.basis
    proof = _("%(good)s of %(of)s in the records") % {"good": basis["good"], "of": basis["of"]} if basis.get("of") is not None else ""
    if "answers" in basis:
        proof = _("%(count)s answers") % {"count": basis["answers"]}
    if not mark.applicable:
        proof = _("does not apply")
    return Line(
        row,
        _said(row.component),
        written(mark.self_points) or "–",
        written(mark.lead_points) or "–",
        written(mark.council_points) or "–",
        f"{written(row.points) or '–'} / {written(row.component.max)}",
        proof or mark.self_note[:120],
        _href(page, row),
    )


def _sum(page: SheetPage, field: str) -> str:
    held = [row.points or Decimal(0) for row in page.rows if row.field.key == field and row.mark.applicable]
    return written(sum(held, Decimal(0)))


def _href(page: SheetPage, row: Row) -> str:
    return reverse("work_par_mark", args=[page.sheet.pk, row.component.key])


def _said(words_of: object) -> str:
    return str(getattr(words_of, "en" if (get_language() or "vi").startswith("en") else "vi"))
