"""Where the SMS gateway reports to."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from motcua.blocks.notices.api import note_report
from motcua.connectors.messaging.rules.reports import read_report
from motcua.connectors.messaging.rules.signature import is_genuine
from motcua.kernel import clock

_log = logging.getLogger(__name__)
_LONGEST = 16 * 1024


@csrf_exempt
@require_POST
def reported(request: HttpRequest) -> HttpResponse:
    """204 when the report is understood, whether it changes something or was known; 401 when the signature does not hold."""
    if int(request.headers.get("Content-Length") or 0) > _LONGEST:
        return HttpResponse(status=413)
    genuine = is_genuine(
        secret=settings.SMS["secret"],
        timestamp=request.headers.get("X-Timestamp", ""),
        delivery=request.headers.get("X-Delivery", ""),
        signature=request.headers.get("X-Signature", ""),
        body=request.body,
        now=clock.real_now().timestamp(),
    )
    if not genuine:
        _log.warning("a report that does not come from the SMS gateway was refused")
        return HttpResponse(status=401)
    report = read_report(request.body)
    if report is None:
        return HttpResponse(status=422)
    note_report(report.reference, report.report, reason=report.reason)
    return HttpResponse(status=204)
