"""How the portals and the one-stop system are used, and where the ministry's count differs."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.channels.ui.api import actor_of, guarded
from motcua.channels.workspace.chart import bars_over_time
from motcua.channels.workspace.page import show
from motcua.channels.workspace.views.operations import place_of
from motcua.channels.workspace.views.search import day_in
from motcua.insight.measurement.api import Share, rows_of, use_of
from motcua.kernel import clock
from motcua.kernel.errors import words
from motcua.onestop.catalogue.api import list_procedures

READ = "measurement.read"
SYSTEMS = {"portal": words("Portal"), "services": words("Public service portal"), "onestop": words("One-stop system")}
DEVICES = {"phone": words("Phone"), "tablet": words("Tablet"), "desktop": words("Computer")}
LANGUAGES = {"vi": words("Vietnamese"), "en": words("English")}
MEASURES = {"visits": words("Visits"), "transactions": words("Transactions")}
_LONGEST = 400


@guarded(READ)
@require_GET
def use(request: HttpRequest) -> HttpResponse:
    """Visits and opened pages of a period, by system, page, procedure, device and language; then both counts beside each other."""
    actor = actor_of(request)
    place, places = place_of(request, actor, READ)
    first, last = _period(request)
    found = use_of(place, first, last, actor=actor)
    procedures = {content.code: content.name.in_language(get_language() or "vi") for content in list_procedures()}
    names = {"system": SYSTEMS, "device": DEVICES, "language": LANGUAGES}
    titles = {
        "system": _("By system"),
        "device": _("By device"),
        "language": _("By language"),
        "service": _("By procedure"),
        "page": _("By page"),
    }
    tables = [
        (key, title, [(_said(key, share, names, procedures), share) for share in found.splits[key] if share.key or key != "service"])
        for key, title in titles.items()
    ]
    context = {
        "unit": place,
        "places": places,
        "first": first,
        "last": last,
        "found": found,
        "tables": tables,
        "chart": bars_over_time([_("Visits"), _("Opened pages")], found.days, first, last) if found.days else None,
        "compared": [(one, _(SYSTEMS.get(one.system, one.system)), _(MEASURES.get(one.measure, one.measure))) for one in found.comparisons],
        "differing": sum(one.difference != 0 for one in found.comparisons),
        "as_file": request.GET.urlencode(),
    }
    return show(request, "workspace/measurement.html", context, section="work_measurement")


@guarded(READ)
@require_GET
def use_csv(request: HttpRequest) -> HttpResponse:
    """Every counter of the period as a table file."""
    actor = actor_of(request)
    place, _places = place_of(request, actor, READ)
    first, last = _period(request)
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(["day", "system", "page", "service", "unit", "device", "language", "program", "views", "visits"])
    for row in rows_of(place, first, last, actor=actor).iterator(chunk_size=2000):
        cells: Sequence[object] = (row.day, row.system, row.page, row.service, row.unit.code, row.device, row.language, int(row.is_bot))
        lines.writerow([*cells, row.views, row.visits])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="do-luong-{first.isoformat()}-{last.isoformat()}.csv"'
    return response


def _period(request: HttpRequest) -> tuple[date, date]:
    """The days asked for, else the month so far."""
    last = min(day_in(request, "den") or clock.today(), clock.today())
    first = day_in(request, "tu") or last.replace(day=1)
    return (first, last) if first <= last and (last - first).days <= _LONGEST else (last.replace(day=1), last)


def _said(key: str, share: Share, names: dict[str, dict[str, str]], procedures: dict[str, str]) -> str:
    if key == "service":
        return f"{share.key} {procedures.get(share.key, '')}".strip()
    known = names.get(key, {}).get(share.key)
    return _(known) if known else share.key
