"""What the owner of a dossier may take home: slips, papers, the signed result."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.channels.portal.downloads import as_picture, bytes_response, file_response
from motcua.channels.ui.api import actor_of, citizen_only
from motcua.onestop.desk.api import slip_pdf
from motcua.onestop.dossiers.api import dossier_file


@citizen_only
@require_safe
def slip(request: HttpRequest, code: str, slip: int) -> HttpResponse:
    """A slip as PDF."""
    file = dossier_file(code, purpose="owner", actor=actor_of(request))
    found = next((one for one in file.slips if one.pk == slip), None)
    if found is None:
        raise Http404
    return bytes_response(slip_pdf(slip, actor=actor_of(request)), "application/pdf", f"{code}-mau-{found.form}.pdf")


@citizen_only
@require_safe
def paper(request: HttpRequest, code: str, paper: int) -> HttpResponse:
    """A paper that was handed in."""
    file = dossier_file(code, purpose="owner", actor=actor_of(request))
    found = next((one for one in file.papers if one.pk == paper), None)
    if found is None:
        raise Http404
    return as_picture(found.file) if "nho" in request.GET else file_response(found.file, found.name)


@citizen_only
@require_safe
def result(request: HttpRequest, code: str) -> HttpResponse:
    """The signed result."""
    file = dossier_file(code, purpose="owner", actor=actor_of(request))
    if file.result is None or file.result.file is None:
        raise Http404
    return file_response(file.result.file, f"{code}-ket-qua.pdf")
