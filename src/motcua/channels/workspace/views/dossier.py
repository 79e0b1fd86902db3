"""The page of one dossier, and its papers."""

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from motcua.blocks.audit.api import record_access
from motcua.blocks.files.api import StoredFile, open_file
from motcua.channels.ui.api import actor_of, guarded
from motcua.channels.workspace.dossier_sheet import DossierSheet, purpose_of
from motcua.channels.workspace.page import number_in, show
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.desk.api import control_sheet_pdf, slip_pdf
from motcua.onestop.dossiers.api import Dossier, Paper, Result, Slip, dossier_file, draft_result

_SHOWN_HERE = frozenset({"application/pdf", "image/jpeg", "image/png"})
_FILE_POLICY = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@guarded("workspace.open_dossiers")
@require_GET
def dossier_page(request: HttpRequest, code: str) -> HttpResponse:
    """Who asks for what, where it stands, when it is due, its papers, and what may be done now."""
    sheet = DossierSheet.open(code, actor_of(request), task_id=number_in(request, "viec"))
    return show(request, "workspace/dossier.html", sheet.context(request.GET.get("giay", "")), section="work_dossiers")


@guarded("workspace.open_dossiers")
@require_GET
@xframe_options_sameorigin
def paper(request: HttpRequest, code: str, paper_id: int) -> HttpResponse:
    """A paper of a dossier the official may see; the reading is logged."""
    actor = actor_of(request)
    papers = Paper.objects.filter(pk=paper_id, dossier__code=code, dossier__in=Dossier.objects.visible_to(actor))
    found = papers.select_related("file", "dossier").first()
    if found is None or found.dossier is None:
        raise NotFound(words("There is no such paper that you may see."))
    note_reading(found.dossier, actor)
    return _sent(found.file, found.name)


@guarded("workspace.open_dossiers")
@require_GET
@xframe_options_sameorigin
def slip(request: HttpRequest, code: str, slip_id: int) -> HttpResponse:
    """A slip as PDF, to look at and to print; the reading is logged."""
    actor = actor_of(request)
    slips = Slip.objects.filter(pk=slip_id, dossier__code=code, dossier__in=Dossier.objects.visible_to(actor))
    found = slips.select_related("dossier").first()
    if found is None:
        raise NotFound(words("There is no such paper that you may see."))
    pdf = slip_pdf(slip_id, actor=actor)
    note_reading(found.dossier, actor)
    return _pdf(pdf, f"{code}.pdf")


@guarded("workspace.open_dossiers")
@require_GET
@xframe_options_sameorigin
def result(request: HttpRequest, code: str) -> HttpResponse:
    """The signed result."""
    actor = actor_of(request)
    found = (
        Result.objects.filter(dossier__code=code, dossier__in=Dossier.objects.visible_to(actor)).select_related("file", "dossier").first()
    )
    if found is None or found.file is None:
        raise NotFound(words("There is no signed result of this dossier yet."))
    note_reading(found.dossier, actor)
    return _sent(found.file, f"{code}-ket-qua.pdf")


@guarded("workspace.open_dossiers")
@require_GET
@xframe_options_sameorigin
def control_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The control sheet: every hand-over of the dossier, from its events; the reading is logged."""
    actor = actor_of(request)
    file = dossier_file(code, purpose=purpose_of(actor), actor=actor)
    return _pdf(control_sheet_pdf(file), f"{code}-kiem-soat.pdf")


@guarded("workspace.open_dossiers")
@require_GET
@xframe_options_sameorigin
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """The result as it would be signed, marked as a draft; the reading is logged."""
    actor = actor_of(request)
    pdf = draft_result(code, actor=actor)
    note_reading(Dossier.objects.visible_to(actor).get(code=code), actor)
    return _pdf(pdf, f"{code}-du-thao.pdf")


@transaction.atomic
def note_reading(dossier: Dossier, actor: Actor, purpose: str = "") -> None:
    """Write down for the owner who looked, and for what (by default what the actor's post is for)."""
    at, purpose = clock.now(), purpose or purpose_of(actor)
    record_access(actor=actor, subject_id=dossier.owner_id, purpose=purpose, at=at, stream="dossier", stream_id=dossier.pk)


def _sent(file: StoredFile, name: str) -> HttpResponse:
    shown = file.media_type in _SHOWN_HERE
    kind = file.media_type if shown else "application/octet-stream"
    response = FileResponse(open_file(file), content_type=kind)
    return _guarded_file(response, name, attachment=not shown)


def _pdf(data: bytes, name: str) -> HttpResponse:
    return _guarded_file(HttpResponse(data, content_type="application/pdf"), name)


def _guarded_file(response: HttpResponse | FileResponse, name: str, *, attachment: bool = False) -> HttpResponse:
    """What was handed in may hold anything: it runs nothing and loads nothing."""
    response.headers["Content-Disposition"] = content_disposition_header(attachment, name) or "inline"
    response.headers["Content-Security-Policy"] = _FILE_POLICY
    response.headers["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value] # a file response is sent like any other
