"""Papers become digital: scan them at the desk, check and sign them, approve them."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.channels.ui.api import actor_of, guarded, scan_form, scan_picture
from motcua.channels.workspace.dossier_sheet import purpose_of
from motcua.channels.workspace.page import done, show
from motcua.kernel.errors import NotFound, words
from motcua.onestop.digitisation.api import Place
from motcua.onestop.dossiers.api import components_asked, dossier_file


@guarded("dossier.scan")
@require_http_methods(["GET", "POST"])
def scan(request: HttpRequest, code: str, component: str) -> HttpResponse:
    """Put the pages of one paper together."""
    actor = actor_of(request)
    file = dossier_file(code, purpose=purpose_of(actor), actor=actor)
    parts = components_asked(file.case, file.dossier.answers, file.dossier.acting)
    part = next((one for one in parts if one.key == component and one.kind == "upload"), None)
    if part is None:
        raise NotFound(words("This procedure asks for no such paper."))
    name = part.in_language(get_language() or "vi")
    form = scan_form(request, Place.at_office(code, component), name=name, picture_base="/lam-viec/trang-quet/")
    back = reverse("work_dossier", args=[code])
    if form.kept:
        return done(request, _("“%(name)s” is in the dossier now.") % {"name": form.kept}, back)
    if form.changed:
        return HttpResponseRedirect(request.path)
    context = {**form.context, "dossier": file.dossier, "back": back}
    return show(request, "workspace/scan.html", context, section="work_dossiers", status=form.status)


@guarded("dossier.scan")
@require_GET
def page_picture(request: HttpRequest, page: int) -> HttpResponse:
    """A prepared page of one's own scan."""
    return scan_picture(request, page)
