"""Addresses of the API."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.translation import gettext, override
from django.views.decorators.csrf import csrf_exempt

from motcua.channels.public_api.application import as_problem, build
from motcua.channels.public_api.idempotency import HEADER, answer_once
from motcua.channels.public_api.problems import language_of, not_found, problem
from motcua.channels.ui.api import public

View = Callable[..., HttpResponse]
api = build()


def _served(view: View) -> View:
    """A view of the framework with the language of the client, idempotency keys, and problem details for wrong methods."""

    @csrf_exempt
    @wraps(view)
    def serve(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with override(language_of(request)):
            if request.method == "POST" and HEADER in request.headers:
                response = answer_once(view, request, *args, **kwargs)
            else:
                response = view(request, *args, **kwargs)
            if as_problem(response):
                headers = {"Allow": response.headers["Allow"]} if "Allow" in response.headers else {}
                response = problem(405, "method_not_allowed", gettext("This address does not know that method."), headers=headers)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return public(serve)


def _patterns() -> list[URLPattern | URLResolver]:
    found: list[URLPattern | URLResolver] = []
    for pattern in api.urls[0]:
        assert isinstance(pattern, URLPattern)
        if pattern.name == "api-root":
            continue
        found.append(path(f"v1/{pattern.pattern}", _served(pattern.callback), name=f"api_{pattern.name}"))
    return [*found, re_path(r"^.*$", public(csrf_exempt(not_found)), name="api_not_found")]


urlpatterns = _patterns()
