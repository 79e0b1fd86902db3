"""Who looked at my data, when and what for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.blocks.audit.api import accesses_of
from motcua.channels.portal.purposes import purpose_in_words
from motcua.channels.ui.api import Page, actor_of, citizen_only
from motcua.ground.directory.api import Unit
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.vault.api import disputes_about

_MOST = 30


@citizen_only
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """Every reading of one's personal data by an official or a system, newest first."""
    actor = actor_of(request)
    before = request.GET.get("sau", "")
    events = accesses_of(actor.party_id or 0)
    if before.isascii() and before.isdigit() and len(before) < 18:
        events = events.filter(pk__lt=int(before))
    rows = list(events[: _MOST + 1])
    units = Unit.objects.in_bulk([row.unit_id for row in rows if row.unit_id])
    dossiers = Dossier.objects.visible_to(actor).in_bulk([row.stream_id for row in rows if row.stream == "dossier"])
    disputed = disputes_about([row.pk for row in rows], actor)
    context = {
        "rows": [
            {
                "id": row.pk,
                "at": row.at,
                "who": row.actor_name or _("Somebody with link and code"),
                "document": row.payload.get("document", ""),
                "code": row.payload.get("dossier", ""),
                "dispute": disputed.get(row.pk),
                "unit": units[row.unit_id].name if row.unit_id in units else "",
                "purpose": purpose_in_words(str(row.payload.get("purpose", ""))),
                "dossier": dossiers.get(row.stream_id) if row.stream == "dossier" else None,
            }
            for row in rows[:_MOST]
        ],
        "page": Page("/du-lieu-cua-toi/" if before else "", f"/du-lieu-cua-toi/?sau={rows[_MOST - 1].pk}" if len(rows) > _MOST else ""),
        "section": "mine",
    }
    return render(request, "portal/readings.html", context)
