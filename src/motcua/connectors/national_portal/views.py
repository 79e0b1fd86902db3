"""What the national portal calls: filings arrive, and the files that messages name are read."""

import hmac
import json
import logging
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from motcua.blocks.audit.api import record_access
from motcua.blocks.files.api import StoredFile, read_bytes
from motcua.connectors.national_portal.actions.receive_filing import receive_filing
from motcua.connectors.national_portal.actions.take_in_filing import PORTAL
from motcua.connectors.national_portal.rules.signature import is_genuine
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput
from motcua.onestop.dossiers.api import Dossier, Paper, Result
from motcua.onestop.dossiers.events import STREAM

_log = logging.getLogger(__name__)
_LONGEST = 1024 * 1024


@csrf_exempt
@require_POST
def filed(request: HttpRequest) -> HttpResponse:
    """202 when the filing is kept (also when it was known), 401 when the signature does not hold, 422 when it is no filing."""
    if int(request.headers.get("Content-Length") or 0) > _LONGEST:
        return HttpResponse(status=413)
    genuine = bool(settings.NATIONAL_PORTAL["url"]) and is_genuine(
        secret=settings.NATIONAL_PORTAL["secret"],
        timestamp=request.headers.get("X-Timestamp", ""),
        delivery=request.headers.get("X-Delivery", ""),
        signature=request.headers.get("X-Signature", ""),
        body=request.body,
        now=clock.real_now().timestamp(),
    )
    if not genuine:
        _log.warning("a filing that does not come from the national portal was refused")
        return HttpResponse(status=401)
    try:
        filing = receive_filing(json.loads(request.body))
    except (ValueError, InvalidInput):
        _log.warning("the national portal sent something that is no filing")
        return HttpResponse(status=422)
    return JsonResponse({"error_code": "0", "MaHoSoQuocGia": filing.national_code, "TrangThai": filing.state}, status=202)


@require_GET
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """A paper of a dossier, for the portal only; the reading is recorded."""
    found = Paper.objects.filter(pk=paper_id, dossier__isnull=False).select_related("dossier", "file").first()
    return _file(request, found.file if found else None, found.dossier if found else None)


@require_GET
def result(request: HttpRequest, result_id: int) -> HttpResponse:
    """The signed result of a dossier, for the portal only; the reading is recorded."""
    found = Result.objects.filter(pk=result_id).select_related("dossier", "file").first()
    return _file(request, found.file if found else None, found.dossier if found else None)


def _file(request: HttpRequest, file: StoredFile | None, dossier: Dossier | None) -> HttpResponse:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    if not settings.NATIONAL_PORTAL["url"] or not hmac.compare_digest(given, settings.NATIONAL_PORTAL["secret"].encode()):
        return HttpResponse(status=401)
    if file is None or dossier is None:
        return HttpResponse(status=404)
    with transaction.atomic():
        record_access(
            actor=PORTAL, subject_id=dossier.owner_id, purpose="national_portal", at=clock.now(), stream=STREAM, stream_id=dossier.pk
        )
    named = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return HttpResponse(read_bytes(file), content_type=file.media_type, headers={"Content-Disposition": named})
