"""Online intake: receive, ask once for everything missing, or refuse with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.channels.ui.api import ErrorLink, Field, actor_of, error_links, guarded, say_refusal
from motcua.channels.workspace.dossier_sheet import DossierSheet
from motcua.channels.workspace.page import Question, ask_first, done, errors_of, is_confirmed, refuse_to, show
from motcua.channels.workspace.small_form import small_form
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, Refusal, words
from motcua.kernel.money import format_dong
from motcua.onestop.catalogue.api import Component
from motcua.onestop.dossiers.api import (
    Escalation,
    SupplementItem,
    answer_supplement,
    attach_supplement_paper,
    receive_dossier,
    refuse_dossier,
    request_supplement,
    required_papers,
)
from motcua.onestop.vault.api import Offer, offers_for_dossier

MOST = 99


@guarded("dossier.receive")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, code: str) -> HttpResponse:
    """Receive a complete dossier: the clock starts, the slip is issued."""
    actor = actor_of(request)
    sheet = DossierSheet.open(code, actor)
    dossier = sheet.dossier
    if request.method == "POST":
        collected = dossier.fee_owed_before if "fee_collected" in request.POST else 0
        try:
            received = receive_dossier(code, fee_collected=collected, fee_later="fee_later" in request.POST, actor=actor)
        except Conflict as late:
            return refuse_to(request, late, sheet.address)
        return done(request, _("Received: %(code)s. The receipt slip is among the papers.") % {"code": received.code}, sheet.address)
    return show(
        request,
        "workspace/accept.html",
        {**sheet.context(request.GET.get("giay", "")), "fee": format_dong(dossier.fee_owed_before)},
        section="work_queue",
    )


@guarded("dossier.receive")
@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    """Do not accept, with the reason that the citizen will read on slip 03."""
    actor = actor_of(request)
    sheet = DossierSheet.open(code, actor)
    reason, error = request.POST.get("reason", ""), ""
    if request.method == "POST":
        if reason.strip() and not is_confirmed(request):
            return ask_first(request, _refusal(sheet, reason))
        try:
            refuse_dossier(code, reason=reason, actor=actor)
        except InvalidInput as wrong:
            error = errors_of(wrong)[0].get("reason", "")
        except Conflict as late:
            return refuse_to(request, late, sheet.address)
        else:
            return done(request, _("Not accepted. The citizen is told the reason with slip 03."), sheet.address)
    hint = _("Say what the law asks and what the citizen can do instead.")
    field = Field("reason", _("Reason"), "textarea", reason, hint=hint, error=error)
    return show(request, "workspace/refuse.html", {**sheet.context(), "field": field, "errors": error_links([field])}, section="work_queue")


def _refusal(sheet: DossierSheet, reason: str) -> Question:
    text = _("The dossier %(code)s of %(name)s ends here, and slip 03 is issued with this reason: “%(reason)s”. This cannot be undone.")
    filled = text % {"code": sheet.dossier.code, "name": sheet.dossier.owner_name, "reason": reason.strip()}
    return Question(_("Do not accept this dossier?"), filled, _("Do not accept"), sheet.address, tone="warn")


@dataclass(frozen=True, slots=True)
class Missing:
    """One line of the list: a component, whether something is wrong with it, what, and how many are asked for."""

    component: Component
    name: str
    ticked: bool
    what: str
    counts: tuple[tuple[str, str, str], ...]
    suggested: str = ""
    unusable: str = ""

    @property
    def unusable_name(self) -> str:
        """The name of the field that says why the copy in the vault cannot be used."""
        return f"unusable.{self.component.key}"


@guarded("dossier.ask_supplement")
@require_http_methods(["GET", "POST"])
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    """Ask once, in one list, for everything that is missing or wrong."""
    actor = actor_of(request)
    sheet = DossierSheet.open(code, actor)
    lines = _lines(request, sheet)
    wrong: dict[str, str] = {}
    links: list[ErrorLink] = []
    if request.method == "POST":
        items, typed_wrong = _items(request, lines)
        try:
            _refuse(typed_wrong)
            if items and request.POST.get("reason", "").strip() and not is_confirmed(request):
                return ask_first(request, _once(sheet, items))
            asked = request_supplement(code, items=items, reason=request.POST.get("reason", ""), actor=actor)
        except InvalidInput as refused:
            wrong, links = errors_of(refused)
        except Conflict as late:
            return refuse_to(request, late, sheet.address)
        else:
            if isinstance(asked, Escalation):
                return done(request, _said_to_the_head(asked), sheet.address)
            return done(request, _("Asked for. Slip 02 lists everything; the clock stands still until the citizen answers."), sheet.address)
    context = {
        **sheet.context(request.GET.get("giay", "")),
        "lines": lines,
        "offers": _held(code, actor),
        "wrong": wrong,
        "errors": links,
        "reason": request.POST.get("reason", ""),
        "again": bool(sheet.file.supplements),
    }
    return show(request, "workspace/supplement.html", context, section="work_queue")


def _said_to_the_head(asked: Escalation) -> str:
    """What the officer is told who asked for what could be seen the first time."""
    names = "; ".join(item["name"] for item in asked.items if item["component_key"] in asked.visible)
    text = _("Not sent to the citizen: %(list)s could be seen when the first request was made. The head of the unit decides.")
    return text % {"list": names}


def _held(code: str, actor: Actor) -> dict[str, list[Offer]]:
    """What the vault of the owner holds, so that it is not asked for; nothing when the actor does not work on the dossier."""
    try:
        return offers_for_dossier(code, actor=actor, settling=True)
    except NotFound:
        return {}


def _lines(request: HttpRequest, sheet: DossierSheet) -> list[Missing]:
    """Every component; demanded papers that are not there are ticked beforehand, and say so."""
    attached = {paper.component_key for paper in sheet.file.papers}
    demanded = {paper.key for paper in required_papers(sheet.file.case, sheet.dossier.answers)}
    fresh = request.method != "POST"
    lines = []
    for part in sheet.file.case.components_for(sheet.dossier.answers):
        if part.kind == "lookup":
            continue  # read from a register; the citizen cannot hand it in
        absent = part.key in demanded - attached and sheet.dossier.channel == 2
        counts = tuple(
            (f"{kind}.{part.key}", label, request.POST.get(f"{kind}.{part.key}", str(default)))
            for kind, label, default in (
                ("originals", _("Originals"), part.originals),
                ("certified", _("Certified copies"), 0),
                ("copies", _("Copies"), part.copies or int(not part.originals)),
            )
        )
        ticked = absent if fresh else f"need.{part.key}" in request.POST
        suggested = _("demanded, and not among the papers") if absent else ""
        unusable = request.POST.get(f"unusable.{part.key}", "")[:300]
        lines.append(Missing(part, part.vi, ticked, request.POST.get(f"what.{part.key}", ""), counts, suggested, unusable))
    return lines


def _items(request: HttpRequest, lines: list[Missing]) -> tuple[list[SupplementItem], list[FieldError]]:
    items: list[SupplementItem] = []
    errors: list[FieldError] = []
    for line in lines:
        if not line.ticked:
            continue
        numbers = [_count(name, label, text, errors) for name, label, text in line.counts]
        originals, certified, copies = numbers
        why = line.unusable.strip()
        items.append(SupplementItem(line.component.key, line.name, line.what.strip(), originals, certified, copies, unusable=why))
    return items, errors


def _refuse(errors: list[FieldError]) -> None:
    if errors:
        raise InvalidInput(words("Some numbers are not right yet."), fields=errors)


def _count(name: str, label: str, text: str, errors: list[FieldError]) -> int:
    text = text.strip() or "0"
    if text.isascii() and text.isdigit() and int(text) <= MOST:
        return int(text)
    errors.append(FieldError(name, words("%(label)s: enter a number from 0 to %(most)s."), {"label": label, "most": MOST}))
    return 0


def _once(sheet: DossierSheet, items: list[SupplementItem]) -> Question:
    text = _("The law allows one request at this stage. You ask for: %(list)s. Later you cannot ask for anything more.")
    names = "; ".join(item.name for item in items)
    return Question(_("Is this list complete?"), text % {"list": names}, _("Yes, ask for this"), sheet.address)


@guarded("dossier.answer_supplement")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The citizen stands at the counter with what was missing: scan each paper, then send."""
    actor = actor_of(request)
    wrong: dict[str, str] = {}
    note = request.POST.get("note", "").strip()
    if request.method == "POST":
        wrong = _scanned(request, code, actor)
        if not wrong:
            try:
                answer_supplement(code, note=note, actor=actor)
            except InvalidInput as refused:
                wrong = errors_of(refused)[0]
            except Conflict as late:
                return refuse_to(request, late, reverse("work_dossier", args=[code]))
            else:
                return done(request, _("The supplement is complete. The dossier goes on."), reverse("work_dossier", args=[code]))
    sheet = DossierSheet.open(code, actor)
    asked = sheet.file.open_supplement
    if asked is None:
        nothing = Conflict(words("No supplement is asked for now."), code="nothing_asked")
        return refuse_to(request, nothing, sheet.address)
    fields = [_scan_field(item, sheet, wrong) for item in asked.items]
    fields.append(Field("note", _("Note of the citizen"), "textarea", note, required=False))
    words_of = (_("The citizen brings what was missing"), _("Scan each paper in the list, then send. Files already stored stay."))
    return small_form(request, sheet, words_of, fields, _("Hand in the supplement"))


def _scanned(request: HttpRequest, code: str, actor: Actor) -> dict[str, str]:
    """Store each scan with its item; what was wrong, by field."""
    wrong: dict[str, str] = {}
    for name, upload in request.FILES.items():
        if not isinstance(upload, UploadedFile):
            continue
        try:
            key, stream = name.removeprefix("paper."), cast(BinaryIO, upload.file)
            attach_supplement_paper(code, key, name=upload.name or name, stream=stream, actor=actor)
        except Refusal as refused:
            said = say_refusal(refused)
            wrong[name] = f"{said.message} {said.way_out}".strip()
    return wrong


def _scan_field(item: Mapping[str, str], sheet: DossierSheet, wrong: Mapping[str, str]) -> Field:
    name = f"paper.{item['component_key']}"
    asked = sheet.file.open_supplement
    number = asked.round if asked else 0
    stored = [paper.name for paper in sheet.file.papers if paper.component_key == item["component_key"] and paper.round == number]
    note = _("stored: %(name)s") % {"name": ", ".join(stored)} if stored else ""
    return Field(name, item["name"], "file", hint=item["what"], error=wrong.get(name, ""), note=note)
