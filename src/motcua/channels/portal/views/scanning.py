"""Photograph or scan a paper: several pages become one PDF, for a draft or for a supplement."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.channels.portal.draft_steps import components_of, draft_with_content
from motcua.channels.portal.terms import language
from motcua.channels.ui.api import actor_of, citizen_only, scan_form, scan_picture
from motcua.onestop.digitisation.api import Place
from motcua.onestop.dossiers.api import dossier_file


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def for_draft(request: HttpRequest, key: UUID, component: str) -> HttpResponse:
    """Pages of one paper of the draft."""
    draft, _content = draft_with_content(key, actor_of(request))
    asked = next((one for one in components_of(draft) if one.key == component and one.kind == "upload"), None)
    if asked is None:
        raise Http404
    back = f"/nhap/{key}/giay-to/{component}/"
    return _page(request, Place.of_draft(key, component), asked.in_language(language()), back)


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def for_supplement(request: HttpRequest, code: str, component: str) -> HttpResponse:
    """Pages of one paper that the office asked for."""
    file = dossier_file(code, purpose="owner", actor=actor_of(request))
    back = f"/ho-so/{code}/bo-sung/"
    asked = (
        next((item for item in file.open_supplement.items if item["component_key"] == component), None) if file.open_supplement else None
    )
    if asked is None:
        return HttpResponseRedirect(back)
    return _page(request, Place.of_supplement(code, component), str(asked["name"]), back)


@citizen_only
@require_safe
def page_picture(request: HttpRequest, page: int) -> HttpResponse:
    """A prepared page of one's own scan."""
    return scan_picture(request, page)


def _page(request: HttpRequest, place: Place, name: str, back: str) -> HttpResponse:
    form = scan_form(request, place, name=name, picture_base="/trang-quet/")
    if form.kept:
        messages.success(request, _("“%(name)s” is stored with us.") % {"name": form.kept})
    if form.changed:
        return HttpResponseRedirect(back if form.kept else request.path)
    return render(request, "portal/scan.html", {**form.context, "back": back}, status=form.status)
