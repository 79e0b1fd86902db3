"""Every error is a problem detail (RFC 9457): what happened, which field, what to do."""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext, override
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from motcua.channels.ui.api import say_refusal
from motcua.kernel.errors import Fault, Refusal

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)


def language_of(request: HttpRequest) -> str:
    """English when the client asks for it first, else Vietnamese."""
    return "en" if request.headers.get("Accept-Language", "").strip().lower().startswith("en") else "vi"


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    way_out: str = "",
    fields: Iterable[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A problem detail; `code` is stable for machines, `detail` is in the client's language."""
    body: dict[str, object] = {
        "type": f"urn:motcua:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if way_out:
        body["way_out"] = way_out
    errors = list(fields)
    if errors:
        body["errors"] = errors
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))


def not_found(request: HttpRequest) -> HttpResponse:
    """There is nothing at this address."""
    with override(language_of(request)):
        return problem(404, "no_such_address", gettext("There is nothing at this address of the API."))


def handle_problems(api: NinjaAPI) -> None:
    """Turn whatever an operation raises into a problem detail."""
    handlers: list[tuple[type[Exception], Callable[[HttpRequest, Any], HttpResponse]]] = [
        (Refusal, _refused),
        (Fault, _out_of_order),
        (ValidationError, _invalid),
        (AuthenticationError, _not_authenticated),
        (HttpError, _http_error),
        (RequestDataTooBig, _too_big),
        (SuspiciousOperation, _malformed),
        (MultiPartParserError, _malformed),
        (Exception, _crashed),
    ]
    for kind, handler in handlers:
        api.add_exception_handler(kind, handler)


def _refused(request: HttpRequest, error: Refusal) -> HttpResponse:
    with override(language_of(request)):
        said = say_refusal(error)
    fields = [{"field": name, "message": text} for name, text in said.fields.items()]
    return problem(error.status, error.code, said.message, way_out=said.way_out, fields=fields)


def _out_of_order(request: HttpRequest, error: Fault) -> HttpResponse:
    _log.error("fault while serving %s", request.path, exc_info=error)
    with override(language_of(request)):
        detail = gettext("Something on our side does not work right now.")
    return problem(503, "out_of_order", detail, headers={"Retry-After": "60"})


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = [{"field": _place(one["loc"]), "message": str(one["msg"])} for one in error.errors]
    with override(language_of(request)):
        detail = gettext("The request does not have the form this operation needs.")
    return problem(422, "invalid_request", detail, fields=fields)


def _place(location: Iterable[object]) -> str:
    """Where in the request: the names ninja gives to bodies and groups of parameters are left out."""
    return ".".join(str(part) for part in list(location)[1:] if part not in {"payload", "query"}) or "body"


def _not_authenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    with override(language_of(request)):
        detail = gettext("This operation needs a valid access token: Authorization: Bearer …")
    return problem(401, "not_authenticated", detail, headers={"WWW-Authenticate": 'Bearer realm="motcua"'})


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "bad_request", str(error))


def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    with override(language_of(request)):
        return problem(413, "too_big", gettext("The request is too big."))


def _malformed(request: HttpRequest, error: SuspiciousOperation | MultiPartParserError) -> HttpResponse:
    with override(language_of(request)):
        return problem(400, "bad_request", gettext("The request cannot be read."))


def _crashed(request: HttpRequest, error: Exception) -> HttpResponse:
    _log.error("error while serving %s", request.path, exc_info=error)
    with override(language_of(request)):
        return problem(500, "error", gettext("Something on our side does not work right now."))
