"""Where the ministry pulls a day."""

import hmac
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from motcua.insight.measurement.api import day_counts
from motcua.kernel import clock


@require_GET
def pulled(request: HttpRequest, day: str) -> HttpResponse:
    """The counts of a day that has come, as JSON; 401 without the token, 404 for a day that is none."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    if not settings.EMC["url"] or not hmac.compare_digest(given, settings.EMC["secret"].encode()):
        return HttpResponse(status=401)
    try:
        asked = date.fromisoformat(day)
    except ValueError:
        return HttpResponse(status=404)
    if asked > clock.today():
        return HttpResponse(status=404)
    rows = [{"system": one.system, "measure": one.measure, "amount": one.amount} for one in day_counts(asked)]
    return JsonResponse({"site": settings.EMC["site"], "day": asked.isoformat(), "counts": rows})
