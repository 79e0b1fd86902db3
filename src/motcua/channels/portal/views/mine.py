"""My drafts and my dossiers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.channels.portal.statuses import status_of
from motcua.channels.portal.terms import language
from motcua.channels.ui.api import Page, actor_of, citizen_only
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers import api as dossiers

_MOST_DRAFTS = 20


@citizen_only
@require_safe
def my_dossiers(request: HttpRequest) -> HttpResponse:
    """Everything I began and everything I sent, newest first."""
    actor = actor_of(request)
    after = request.GET.get("sau", "")
    page = dossiers.my_dossiers(after=int(after) if after.isascii() and after.isdigit() and len(after) < 18 else None, actor=actor)
    context = {
        "drafts": [] if after else _drafts(actor),
        "dossiers": [
            {
                "dossier": row,
                "name": _name(row),
                "status": status_of(row.status),
                "due": row.due_at if row.ended_at is None else None,
                "late": row.due_at is not None and row.ended_at is None and row.due_at < clock.now(),
            }
            for row in page.rows
        ],
        "page": Page(previous="/ho-so-cua-toi/" if after else "", next=f"/ho-so-cua-toi/?sau={page.next_after}" if page.next_after else ""),
        "section": "mine",
    }
    return render(request, "portal/mine.html", context)


def _drafts(actor: Actor) -> list[dict[str, object]]:
    return [
        {"draft": draft, "name": content_of(draft.version_id).name.in_language(language())}
        for draft in dossiers.my_drafts(actor)[:_MOST_DRAFTS]
    ]


def _name(row: dossiers.Dossier) -> str:
    return row.procedure.name_en if language() == "en" else row.procedure.name_vi
