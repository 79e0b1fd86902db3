"""Where the national portal hands in items and what follows about them."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from motcua.connectors.national_feedback.actions.take_message import take_message
from motcua.connectors.national_feedback.rules.message import read_message
from motcua.connectors.national_feedback.rules.signature import is_genuine
from motcua.kernel import clock
from motcua.kernel.errors import Refusal

_log = logging.getLogger(__name__)
_LONGEST = 128 * 1024


@csrf_exempt
@require_POST
def handed_in(request: HttpRequest) -> HttpResponse:
    """204 when it is kept (now or before), 401 when the signature does not hold, 422 when it is no message."""
    if int(request.headers.get("Content-Length") or 0) > _LONGEST:
        return HttpResponse(status=413)
    genuine = is_genuine(
        secret=settings.NATIONAL_FEEDBACK["secret"],
        timestamp=request.headers.get("X-Timestamp", ""),
        delivery=request.headers.get("X-Delivery", ""),
        signature=request.headers.get("X-Signature", ""),
        body=request.body,
        now=clock.real_now().timestamp(),
    )
    if not genuine:
        _log.warning("a message that does not come from the national portal was refused")
        return HttpResponse(status=401)
    try:
        take_message(read_message(request.body))
    except Refusal as refusal:
        _log.warning("the national portal's message was not taken in: %s", refusal)
        return HttpResponse(status=refusal.status)
    return HttpResponse(status=204)
