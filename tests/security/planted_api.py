"""Addresses with a hole in them: an operation that tells a dossier to every token that knows its code."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path

from motcua.channels.ui.guard import public
from motcua.onestop.dossiers.api import Dossier


@public
def hole(request: HttpRequest, code: str) -> HttpResponse:
    """Forgets to ask whose dossier it is."""
    return JsonResponse({"owner_name": Dossier.objects.get(code=code).owner_name})


urlpatterns = [path("api/v1/dossiers/<str:code>", hole), path("", include("motcua.config.urls"))]
