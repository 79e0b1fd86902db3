"""The reform index: rounds, ranking, survey, publication. The sheets have their own views."""

from collections.abc import Sequence
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.blocks.permissions.api import may, require
from motcua.blocks.printing.api import qr_svg
from motcua.channels.ui.api import actor_of, guarded
from motcua.channels.workspace.file_replies import file_reply
from motcua.channels.workspace.page import Question, ask_first, done, is_confirmed, number_in, refuse_to, show
from motcua.ground.directory.api import Unit
from motcua.insight.indexes.api import (
    Progress,
    ReformRound,
    SheetState,
    SurveySheet,
    draw_sample,
    links_of,
    open_round,
    publish_round,
    reform_rounds,
    reform_sets,
    round_of,
    sheets_of,
    survey_progress,
)
from motcua.kernel.errors import Refusal, words

READ, APPRAISE, DECIDE = "indexes.read", "reform_index.appraise", "reform_index.decide"
SECTION = "work_par"
STATES = {
    SheetState.DRAFTING: (words("Unit assesses itself"), "plain"),
    SheetState.SUBMITTED: (words("With the field leads"), "now"),
    SheetState.RETURNED: (words("Returned to be explained"), "wait"),
    SheetState.APPRAISED: (words("Before the council"), "now"),
    SheetState.DECIDED: (words("Decided"), "good"),
}


@guarded(READ)
@require_http_methods(["GET", "POST"])
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round; field leads of the province open those whose criteria are there."""
    actor = actor_of(request)
    if request.method == "POST":
        year, _dash, group = request.POST.get("set", "").partition("-")
        try:
            opened = open_round(int(year) if year.isascii() and year.isdigit() else 0, cast(Any, group), actor=actor)
        except Refusal as refusal:
            return refuse_to(request, refusal, reverse(SECTION))
        return done(request, _("The round is open; every unit has its sheet."), reverse("work_par_round", args=[opened.pk]))
    held = list(reform_rounds(actor=actor))
    known = {(one.year, one.group) for one in held}
    root = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    leads = root is not None and may(actor, APPRAISE, unit_path=root.path)
    context = {
        "rounds": [(one, title_of(one)) for one in held],
        "to_open": [(f"{one.year}-{one.group}", _said(one.title)) for one in reform_sets() if (one.year, one.group) not in known],
        "leads": leads,
    }
    return show(request, "workspace/reform_rounds.html", context, section=SECTION)


@guarded(READ)
@require_GET
def one_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """The units of a round as far as the reader may see them, ranked; progress of the survey for field leads."""
    actor = actor_of(request)
    found = round_of(round_id, actor=actor)
    ranked = [(place, sheet, totals, *_state(sheet.state)) for place, (sheet, totals) in enumerate(sheets_of(found, actor=actor), start=1)]
    root = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    leads = root is not None and may(actor, APPRAISE, unit_path=root.path)
    content = found.content
    progress = survey_progress(found, actor=actor) if leads else []
    context = {
        "round": found,
        "title": title_of(found),
        "content": content,
        "ranked": ranked,
        "left": sum(1 for _place, sheet, *_rest in ranked if sheet.state != SheetState.DECIDED),
        "may_publish": root is not None and may(actor, DECIDE, unit_path=root.path) and found.published_at is None,
        "surveys": [_counted(one, progress) for one in content.surveys] if leads else [],
    }
    return show(request, "workspace/reform_round.html", context, section=SECTION)


@guarded(APPRAISE)
@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, round_id: int, survey: str) -> HttpResponse:
    """Draw the lot once; then the links of a unit to print, each with its QR code."""
    actor = actor_of(request)
    found = round_of(round_id, actor=actor)
    sheet = next((one for one in found.content.surveys if one.key == survey), None)
    if sheet is None:
        raise Http404
    here = reverse("work_par_survey", args=[round_id, survey])
    if request.method == "POST":
        try:
            count = draw_sample(round_id, survey, actor=actor)
        except Refusal as refusal:
            return refuse_to(request, refusal, here)
        return done(request, _("%(count)s links are ready.") % {"count": count}, here)
    progress = [row for row in survey_progress(found, actor=actor) if row.survey == survey]
    chosen = number_in(request, "don-vi")
    links = list(links_of(found, chosen, survey, actor=actor)) if chosen else []
    context = {
        "round": found,
        "title": _said(sheet),
        "sheet": sheet,
        "progress": progress,
        "chosen": next((row.unit for row in progress if row.unit.pk == chosen), None),
        "links": [_printed(request.build_absolute_uri(reverse("survey", args=[token]))) for _link, token in links],
    }
    return show(request, "workspace/reform_survey.html", context, section=SECTION)


@guarded(DECIDE)
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, round_id: int) -> HttpResponse:
    """The council publishes, after one more question."""
    actor = actor_of(request)
    found = round_of(round_id, actor=actor)
    back = reverse("work_par_round", args=[round_id])
    root = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    require(actor, DECIDE, unit_path=root.path if root else "/")
    if request.method != "POST" or not is_confirmed(request):
        text = _("Indexes and ranks are fixed, the evidence is sealed, and the decision is signed. This cannot be taken back.")
        return ask_first(request, Question(_("Publish the index?"), text, _("Publish and sign"), back))
    try:
        publish_round(found.pk, actor=actor)
    except Refusal as refusal:
        return refuse_to(request, refusal, back)
    return done(request, _("The index is published; the signed decision follows in a moment."), back)


@guarded(READ)
@require_GET
def publication(request: HttpRequest, round_id: int) -> HttpResponse:
    """The signed decision."""
    found = round_of(round_id, actor=actor_of(request))
    if found.file is None:
        raise Http404
    return file_reply(found.file, found.file.name)


def _counted(sheet: SurveySheet, progress: Sequence[Progress]) -> tuple[SurveySheet, str, int, int]:
    """A survey sheet with its links and answers."""
    own = [row for row in progress if row.survey == sheet.key]
    return sheet, _said(sheet), sum(row.links for row in own), sum(row.used for row in own)


def _printed(address: str) -> tuple[str, str]:
    """A link and its QR code."""
    return address, mark_safe(qr_svg(address))  # noqa: S308 -- drawn by us


def title_of(found: ReformRound) -> str:
    """The title of a round's criteria in the reader's language."""
    return _said(found.content.title)


def _state(state: str) -> tuple[str, str]:
    text, tone = STATES[SheetState(state)]
    return _(text), tone


def _said(words_of: object) -> str:
    return str(getattr(words_of, "en" if (get_language() or "vi").startswith("en") else "vi"))
