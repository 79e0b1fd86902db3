"""Where the post calls back."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from motcua.connectors.post.actions.take_delivery import take_delivery
from motcua.connectors.post.rules.message import read_news
from motcua.connectors.post.rules.signature import is_genuine
from motcua.kernel import clock
from motcua.kernel.errors import Refusal

_log = logging.getLogger(__name__)
_LONGEST = 64 * 1024


@csrf_exempt
@require_POST
def called_back(request: HttpRequest) -> HttpResponse:
    """204 when the state is known now, 401 when the signature does not hold, 404 or 409 when it cannot be taken over (yet)."""
    if int(request.headers.get("Content-Length") or 0) > _LONGEST:
        return HttpResponse(status=413)
    delivery = request.headers.get("X-Delivery", "")
    genuine = is_genuine(
        secret=settings.PUBLIC_POST["secret"],
        timestamp=request.headers.get("X-Timestamp", ""),
        delivery=delivery,
        signature=request.headers.get("X-Signature", ""),
        body=request.body,
        now=clock.real_now().timestamp(),
    )
    if not genuine:
        _log.warning("a call back that does not come from the public post was refused")
        return HttpResponse(status=401)
    try:
        take_delivery(delivery, read_news(request.body))
    except Refusal as refusal:
        _log.warning("the public post's message was not taken over: %s", refusal)
        return HttpResponse(status=refusal.status)
    return HttpResponse(status=204)
