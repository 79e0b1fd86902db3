"""For operators: what was sent to whom, and what did not arrive."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.blocks.notices.api import STATE_WORDS, WAY_WORDS, Delivery, deliveries, delivery_counts, masked, retry_delivery
from motcua.channels.ui.api import Choice, Field, Page, TagTone, actor_of, guarded
from motcua.channels.workspace.page import address_with, done, number_in, refuse_to, show
from motcua.kernel.errors import Refusal

ROWS = 50
_TONES: dict[str, TagTone] = {"queued": "wait", "sent": "now", "delivered": "good", "read": "good", "failed": "bad"}


@guarded("notices.operate")
@require_GET
def delivery_list(request: HttpRequest) -> HttpResponse:
    """Deliveries, newest first, by state or by the code of a dossier; dead letters can be sent again."""
    actor = actor_of(request)
    state, code = request.GET.get("tt", ""), request.GET.get("ma", "").strip()[:60]
    state = state if state in STATE_WORDS else ""
    rows = list(deliveries(actor, state=state, about=code, before=number_in(request, "sau"))[: ROWS + 1])
    page = Page(
        address_with(request, sau=None) if "sau" in request.GET else "",
        address_with(request, sau=str(rows[ROWS - 1].pk)) if len(rows) > ROWS else "",
    )
    context = {
        "rows": [_row(row) for row in rows[:ROWS]],
        "counts": delivery_counts(actor),
        "filters": [
            Field("ma", _("Code of the dossier"), "search", value=code, required=False, width="m", max_length=60),
            Field("tt", _("State"), "select", value=state, required=False, choices=_states(), width="m"),
        ],
        "page": page,
    }
    return show(request, "workspace/deliveries.html", context, section="work_deliveries")


@guarded("notices.operate")
@require_POST
def delivery_retry(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Send a dead letter again."""
    try:
        retry_delivery(delivery_id, actor=actor_of(request))
    except Refusal as refused:
        return refuse_to(request, refused, reverse("work_deliveries"))
    return done(request, _("The message waits to be sent again."), reverse("work_deliveries"))


def _states() -> list[Choice]:
    return [Choice(name, _(label)) for name, label in STATE_WORDS.items()]


def _row(row: Delivery) -> dict[str, object]:
    return {
        "delivery": row,
        "state": _(STATE_WORDS[row.state]),
        "tone": _TONES[row.state],
        "way": _(WAY_WORDS[row.way]),
        "to": masked(row.address) if row.address else "",
    }
