"""The display in the hall: which number is at which counter, and which come next. No names, no sound."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.channels.portal.queue_words import counter_name, hall_name
from motcua.channels.ui.api import public
from motcua.onestop.desk import api as desk


@public
@never_cache
@require_safe
def board(request: HttpRequest, hall: str) -> HttpResponse:
    """Anybody may look, as anybody may in the hall; the page renews itself."""
    here = desk.hall_by_slug(hall)
    shown = desk.board(here)
    context = {
        "board": shown,
        "hall_name": hall_name(here),
        "rows": [(counter_name(counter), ticket) for counter, ticket in shown.called],
    }
    return render(request, "portal/board.html", context)
