"""Find dossiers: by code, by name, by status, channel, procedure and days."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from motcua.channels.ui.api import actor_of, guarded
from motcua.channels.workspace import vocabulary
from motcua.channels.workspace.page import address_with, number_in, show
from motcua.kernel.identifiers import DossierCode, IdentifierError
from motcua.onestop.catalogue.api import list_procedures
from motcua.onestop.dossiers.api import Dossier, Search, find_dossiers


@guarded("workspace.open_dossiers")
@require_GET
def dossiers(request: HttpRequest) -> HttpResponse:
    """Dossiers the official may see, newest first; a whole code leads straight to its dossier."""
    actor = actor_of(request)
    search = _search(request)
    if search.text and _is_code(search.text) and Dossier.objects.visible_to(actor).filter(code=search.text.upper()).exists():
        return HttpResponseRedirect(reverse("work_dossier", args=[search.text.upper()]))
    found = find_dossiers(search, after=number_in(request, "sau"), actor=actor)
    context = {
        "rows": found.rows,
        "search": search,
        "statuses": [(key, gettext(text)) for key, (text, _tone) in vocabulary.STATUSES.items()],
        "channels": [(key, gettext(text)) for key, text in vocabulary.CHANNELS.items()],
        "procedures": list_procedures(),
        "narrowed": any(request.GET.get(name) for name in ("tim", "trang-thai", "kenh", "thu-tuc", "tu", "den")),
        "next": address_with(request, sau=str(found.next_after)) if found.next_after else "",
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
    }
    return show(request, "workspace/dossiers.html", context, section="work_dossiers")


def _search(request: HttpRequest) -> Search:
    status = request.GET.get("trang-thai", "")
    return Search(
        text=request.GET.get("tim", "").strip()[:200],
        status=status if status in vocabulary.STATUSES else "",
        channel=number_in(request, "kenh"),
        procedure_id=number_in(request, "thu-tuc"),
        received_from=day_in(request, "tu"),
        received_to=day_in(request, "den"),
    )


def day_in(request: HttpRequest, name: str) -> date | None:
    """A day of the address, or nothing when it is none."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def _is_code(text: str) -> bool:
    try:
        DossierCode.parse(text.upper())
    except IdentifierError:
        return False
    return True
