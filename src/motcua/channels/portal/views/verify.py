"""Anybody can check a document of ours: by the code under its QR, or by the file itself."""

from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.blocks.accounts.api import client_address
from motcua.blocks.signing.api import Verdict, verify_pdf
from motcua.channels.portal.guessing import check_allowed, note_failure
from motcua.channels.portal.verdicts import Issued, issued, verdict_in_words
from motcua.channels.ui.api import ErrorLink, Field, error_links, public, say_refusal
from motcua.kernel.errors import NotFound, Refusal
from motcua.onestop.dossiers.api import result_by_code, result_by_hash

MOST_BYTES = 20 * 1024 * 1024  # of a file that we may not know
LARGEST_ISSUED = 200 * 1024 * 1024  # certified copies of long originals


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Without anything: both ways to check. With a code (from the QR) or a file: the verdict in one sentence."""
    if request.method == "POST":
        return _check_file(request)
    code = request.GET.get("ma", "").strip()[:40]
    if not code:
        return _page(request)
    try:
        check_allowed(client_address(request), code)
        found = issued(result_by_code(code))
    except NotFound as refusal:
        note_failure(client_address(request), code)
        said = say_refusal(refusal)
        return _page(request, code=code, code_error=f"{said.message} {said.way_out}", status=404)
    except Refusal as refusal:
        said = say_refusal(refusal)
        return _page(request, code=code, code_error=f"{said.message} {said.way_out}", status=refusal.status)
    return _page(request, code=code, found=found)


def _check_file(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("tep")
    if upload is None:
        return _page(request, file_error=_("Choose the PDF file you want to check."), status=422)
    size = upload.size or 0
    found = _known(upload) if size <= LARGEST_ISSUED else None
    if size > MOST_BYTES and found is None:
        return _page(request, file_error=_("This file is larger than 20 MB, and it was not issued here."), status=422)
    data = upload.read()
    if not data.startswith(b"%PDF-"):
        return _page(request, file_error=_("This is not a PDF file. Choose the file as you received it."), status=422)
    verdict = verify_pdf(data)
    return _page(request, verdict=verdict, found=found, file_name=upload.name or "")


def _known(upload: "UploadedFile[bytes]") -> Issued | None:
    """The result of which this is the very file; read in pieces, so that a large file takes no memory."""
    digest = sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    try:
        return issued(result_by_hash(digest.hexdigest()))
    except NotFound:
        return None


def _page(
    request: HttpRequest,
    *,
    code: str = "",
    code_error: str = "",
    file_error: str = "",
    file_name: str = "",
    found: Issued | None = None,
    verdict: Verdict | None = None,
    status: int = 200,
) -> HttpResponse:
    by_code = Field(
        "ma", _("Verification code"), value=code, width="m", error=code_error, hint=_("Printed under the QR code of the document.")
    )
    by_file = Field("tep", _("The PDF file"), "file", accept=".pdf", error=file_error, hint=_("The file is checked and not kept."))
    errors: list[ErrorLink] = error_links([by_code, by_file])
    context = {
        "by_code": by_code,
        "by_file": by_file,
        "errors": errors,
        "found": found,
        "verdict": verdict_in_words(verdict, known=found is not None) if verdict else None,
        "file_name": file_name,
        "section": "verify",
    }
    return render(request, "portal/verify.html", context, status=status)
