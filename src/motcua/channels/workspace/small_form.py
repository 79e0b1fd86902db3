"""A page with few questions about one dossier, its papers beside."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from motcua.channels.ui.api import Field, error_links
from motcua.channels.workspace.dossier_sheet import DossierSheet
from motcua.channels.workspace.page import show


def small_form(request: HttpRequest, sheet: DossierSheet, said: tuple[str, str], fields: Sequence[Field], label: str) -> HttpResponse:
    """Heading and lead, the questions, one button, the papers."""
    links = error_links(fields)
    context = {**sheet.context(), "heading": said[0], "lead": said[1], "fields": fields, "label": label, "errors": links}
    return show(request, "workspace/small_form.html", context, section="work_dossiers", status=422 if links else 200)
