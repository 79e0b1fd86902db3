"""Check everything on one page, send, and read what happens next."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.channels.portal.draft_steps import components_of, draft_or_none, draft_with_content, office_of, page_address, renewed_elsewhere
from motcua.channels.portal.history import agency_name
from motcua.channels.portal.offices import office_name
from motcua.channels.portal.terms import language, limit_in_words, to_pay
from motcua.channels.portal.vault_offers import settled_by_vault
from motcua.channels.ui.api import ErrorLink, SummaryRow, actor_of, citizen_only, say_field
from motcua.ground.directory.api import schedule_of
from motcua.kernel.deadlines import TimeLimit, due_at
from motcua.kernel.errors import FieldError, InvalidInput
from motcua.onestop.catalogue.api import ProcedureContent, choose_case, content_of, fees_for, form_of
from motcua.onestop.dossiers.api import Dossier, Draft, dossier_file, submit_dossier
from motcua.onestop.vault.api import Offer

WISHED_FIRST = "electronic"
INTAKE_ANSWER = TimeLimit(amount=8, unit="hour")  # NĐ 45/2020/NĐ-CP: reply to an online dossier within 8 working hours


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """Every answer, paper, fee and date on one page; sending twice gives the same dossier."""
    if request.method == "POST":
        return _send(request, key)
    return _show(request, key, ())


def _send(request: HttpRequest, key: UUID) -> HttpResponse:
    draft = draft_or_none(key, actor_of(request))
    if draft is not None and renewed_elsewhere(draft, content_of(draft.version_id)):
        return HttpResponseRedirect(f"/nhap/{key}/")
    if draft is not None and not _sworn(draft) and request.POST.get("cam_doan") != "true":
        return _show(request, key, [FieldError("cam_doan", "")])
    try:
        dossier = submit_dossier(key, return_wish=request.POST.get("nhan_ket_qua", WISHED_FIRST), actor=actor_of(request))
    except InvalidInput as refusal:
        return _show(request, key, refusal.fields)
    return HttpResponseRedirect(f"/ho-so/{dossier.code}/da-gui/")


def _show(request: HttpRequest, key: UUID, errors: list[FieldError] | tuple[FieldError, ...]) -> HttpResponse:
    draft, content = draft_with_content(key, actor_of(request))
    if renewed_elsewhere(draft, content):
        return HttpResponseRedirect(f"/nhap/{key}/")
    case = choose_case(content, draft.answers)
    limit = case.time_limits.get("online") or case.time_limits.get("desk")
    unsworn = any(error.field == "cam_doan" for error in errors)
    context = {
        "draft": draft,
        "name": content.name.in_language(language()),
        "case": case.name.in_language(language()) if len(content.cases) > 1 else "",
        "office": SummaryRow(_("Where to apply"), office_name(office_of(draft)) or _("Not chosen"), f"/nhap/{key}/noi-nop/?kiem-tra"),
        "pages": _answers(draft),
        "papers": _papers(draft, settled_by_vault(draft, actor_of(request))),
        "pay": to_pay(fees_for(content, case, draft.answers, "online")),
        "limit": limit_in_words(limit),
        "errors": [_link(error, draft) for error in errors],
        "unsworn": _oath_error() if unsworn else "",
        "sworn": _sworn(draft),
        "wish": _wish_field(request) if content.result.kind == "paper" else None,
        "back": f"/nhap/{key}/",
    }
    return render(request, "portal/check.html", context, status=422 if errors else 200)


def _sworn(draft: Draft) -> bool:
    """Whether the form itself already asked for the declaration."""
    return any(field.widget == "confirm" for field in form_of(draft.version_id).fields)


def _wish_field(request: HttpRequest) -> list[tuple[str, str, str, bool]]:
    """The ways to receive the result: value, name, what it means, and whether it is the one chosen."""
    chosen = request.POST.get("nhan_ket_qua", WISHED_FIRST)
    ways = (
        ("electronic", _("As a signed electronic file"), _("Ready on this page the moment it is signed; the same legal value as paper.")),
        ("counter", _("At the one-stop desk"), _("You collect it with your receipt slip.")),
        ("post", _("By public post"), _("To your address; the postal fee is paid to the postman.")),
    )
    return [(value, name, meaning, value == chosen) for value, name, meaning in ways]


def _oath_error() -> str:
    return _("Tick the box to confirm that what you declare is true.")


def _link(error: FieldError, draft: Draft) -> ErrorLink:
    """The error as a link to the page where it can be mended."""
    if error.field == "cam_doan":
        return ErrorLink(_oath_error(), "id_cam_doan")
    if error.field.startswith("paper."):
        return ErrorLink(say_field(error), href=f"/nhap/{draft.key}/giay-to/{error.field.removeprefix('paper.')}/")
    if error.field == "consent":
        return ErrorLink(say_field(error), href=f"/nhap/{draft.key}/dong-y/")
    if error.field == "return_wish":
        return ErrorLink(say_field(error), "id_nhan_ket_qua_electronic")
    if error.field == "unit":
        return ErrorLink(say_field(error), href=f"/nhap/{draft.key}/noi-nop/?kiem-tra")
    name = error.field.partition("-")[0]
    for page in form_of(draft.version_id).pages(draft.answers):
        if page.field(name):
            return ErrorLink(say_field(error), href=f"{page_address(draft, page.id)}?kiem-tra#id_{name}")
    return ErrorLink(say_field(error))


def _answers(draft: Draft) -> list[tuple[str, list[SummaryRow]]]:
    pages: dict[str, list[SummaryRow]] = {}
    for row in form_of(draft.version_id).summary(draft.answers, language()):
        change = f"{page_address(draft, row.page_id)}?kiem-tra#id_{row.name}"
        value = "\n".join(row.lines)
        pages.setdefault(row.page_title, []).append(SummaryRow(row.label, value or _("Not given"), change, missing=not value))
    return list(pages.items())


def _papers(draft: Draft, held: Mapping[str, Offer]) -> list[SummaryRow]:
    attached: dict[str, list[str]] = {}
    for paper in draft.papers.order_by("id"):
        attached.setdefault(paper.component_key, []).append(paper.name)
    rows = []
    for component in components_of(draft):
        label = component.in_language(language())
        if component.kind == "upload":
            names = attached.get(component.key, [])
            nothing = _("Not attached yet") if component.required else _("Not attached (not required)")
            change = f"/nhap/{draft.key}/giay-to/{component.key}/"
            if not names and component.required and component.key in held:
                name = held[component.key].card.name
                rows.append(SummaryRow(label, _("We already have it and attach it: %(name)s") % {"name": name}, change))
                continue
            rows.append(SummaryRow(label, "\n".join(names) or nothing, change, missing=not names))
        elif component.kind == "form":
            rows.append(SummaryRow(label, _("Made from your answers")))
        else:
            rows.append(SummaryRow(label, _("We look it up ourselves")))
    return rows


@citizen_only
@require_safe
def sent(request: HttpRequest, code: str) -> HttpResponse:
    """The confirmation: the code, what happens next and when; can be opened again at any time."""
    file = dossier_file(code, purpose="owner", actor=actor_of(request))
    context = {
        "file": file,
        "dossier": file.dossier,
        "name": file.content.name.in_language(language()),
        "desk": file.dossier.receiver,
        "desk_name": f"{file.dossier.receiver.name}, {agency_name(file.dossier.competent)}",
        "answer_by": _answer_by(file.dossier),
        "limit": _promise(file.content, file.dossier),
        "papers": file.papers,
        "pay": [(fee["vi"] if language() == "vi" else fee["en"], fee["amount"]) for fee in file.dossier.fees],
    }
    return render(request, "portal/sent.html", context)


def _answer_by(dossier: Dossier) -> datetime:
    return due_at(schedule_of(dossier.receiver_id), dossier.submitted_at, INTAKE_ANSWER)


def _promise(content: ProcedureContent, dossier: Dossier) -> str:
    limits = content.case(dossier.case_key).time_limits
    return limit_in_words(limits.get("online") or limits.get("desk"))
