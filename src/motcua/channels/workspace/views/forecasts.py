"""Which dossiers will be late within three working days, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.channels.ui.api import actor_of, guarded
from motcua.channels.workspace.page import address_with, number_in, show
from motcua.channels.workspace.views.operations import place_of, tabs
from motcua.ground.directory.api import Unit
from motcua.insight.operations.api import Foretold, Reason, forecast_of
from motcua.kernel.errors import words

FORECAST = "operations.forecast"
REASONS: Mapping[str, str] = {
    Reason.EMPTY_POST: words("Nobody holds the post it waits at"),
    Reason.QUEUE: words("%(ahead)s tasks of the post are due before it, the post completes %(per_day)s a day"),
    Reason.STEPS: words("the remaining steps may take %(needed)s hours, %(left)s are left"),
    Reason.PART: words("a part at another agency has not ended"),
    Reason.STEP_OVER: words("the step is over its time"),
    Reason.PAUSED: words("the clock stands: the citizen is waited for"),
    Reason.ENOUGH_TIME: words("there is time enough: %(left)s hours"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier with its reasons in words."""

    found: Foretold
    reasons: list[str]
    post: Unit | None


@guarded(FORECAST)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The likeliest first; below it how often the forecast was right."""
    actor = actor_of(request)
    place, places = place_of(request, actor, FORECAST)
    start = min(number_in(request, "tu-dong") or 0, 100_000)
    found = forecast_of(place.pk, start=start, actor=actor)
    rows = [Row(one, [_said(reason) for reason in one.reasons], found.posts.get(one.post_unit_id or 0)) for one in found.rows]
    context = {
        "unit": place,
        "places": places,
        "found": found,
        "rows": rows,
        "tabs": tabs(actor, "work_forecast"),
        "next": address_with(request, **{"tu-dong": str(found.next_start)}) if found.next_start else "",
        "first": address_with(request, **{"tu-dong": None}) if start else "",
    }
    return show(request, "workspace/forecast.html", context, section="work_wall")


def _said(reason: Mapping[str, object]) -> str:
    return _(REASONS[str(reason["reason"])]) % reason
