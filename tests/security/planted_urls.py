"""Addresses with a hole in them: a page that shows a dossier to every citizen who knows its code."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from motcua.channels.ui.guard import citizen_only
from motcua.onestop.dossiers.api import Dossier


@citizen_only
def hole(request: HttpRequest, code: str) -> HttpResponse:
    """Forgets to ask whose dossier it is."""
    return HttpResponse(Dossier.objects.get(code=code).owner_name)


urlpatterns = [path("ho-so/<str:code>/", hole, name="dossier")]
