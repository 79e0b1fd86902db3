"""The rating tablet of a hall: one dossier at a time, one touch, and back to the start of itself; no login, no script.

It goes back by the header `Refresh`: after sending, and when nobody has touched it for a while.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.channels.ui.api import is_kiosk, public, say_refusal
from motcua.kernel import clock
from motcua.kernel.errors import Refusal
from motcua.onestop.desk.api import Hall, hall_by_slug
from motcua.onestop.evaluation.api import Ballot, Opinion, give_rating_at_desk, to_rate

LOOK_AGAIN, THANKED, IDLE = 15, 8, 90  # seconds


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tablet(request: HttpRequest, hall: str) -> HttpResponse:
    """Which of the dossiers just handed over here; how satisfied; thank you. `?ma=` is the dossier that was chosen."""
    here = hall_by_slug(hall)
    if not is_kiosk(request, here.slug):
        return _page(request, here, "elsewhere")
    if request.method == "POST":
        return _rated(request, here)
    offered = to_rate(here.unit_id, clock.now())
    chosen = next((one for one in offered if one.code == request.GET.get("ma", "")), None)
    if chosen is None and len(offered) == 1 and "ma" not in request.GET:
        chosen = offered[0]
    if chosen is not None:
        return _page(request, here, "question", IDLE, dossier=chosen)
    return _page(request, here, "choice", LOOK_AGAIN, offered=offered)


def _rated(request: HttpRequest, here: Hall) -> HttpResponse:
    answer = request.POST.get("satisfied", "")
    opinion = Opinion(int(answer) if answer in {"1", "2", "3"} else 0, way=Ballot.Way.KIOSK)
    try:
        give_rating_at_desk(request.POST.get("ma", "")[:40], here.unit_id, opinion=opinion)
    except Refusal as refusal:
        said = say_refusal(refusal)
        return _page(request, here, "refused", IDLE, status=refusal.status, text=f"{said.message} {said.way_out}".strip())
    return _page(request, here, "thanks", THANKED)


def _page(request: HttpRequest, here: Hall, step: str, seconds: int = 0, *, status: int = 200, **context: object) -> HttpResponse:
    shown = {"hall": here, "hall_name": here.unit.formal_name, "step": step, **context}
    response = render(request, "portal/rating_tablet.html", shown, status=status)
    if seconds:
        response["Refresh"] = f"{seconds}; url=/danh-gia/may/{here.slug}/"
    return response
