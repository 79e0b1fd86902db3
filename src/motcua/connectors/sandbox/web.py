"""A small WSGI application: requests, replies and a table of addresses. Nothing of the product is needed to run it."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from http.cookies import SimpleCookie
from pathlib import Path
from string import Template
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIEnvironment

_BODY_LIMIT = 1024 * 1024
_PAGES = Path(__file__).with_name("pages")
_SAFETY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Sandbox": "stand-in, not the real system",
}


class BadRequestError(Exception):
    """The caller sent something that cannot be read; the text says what."""


@dataclass(slots=True)
class Request:
    """One request, read once."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    base: str
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def form(self) -> dict[str, str]:
        """Fields of a posted form."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    def json(self) -> dict[str, object]:
        """The body as a JSON object; raises BadRequestError."""
        try:
            found = json.loads(self.body or b"{}")
        except ValueError as error:
            raise BadRequestError("the body is not JSON") from error
        if not isinstance(found, dict):
            raise BadRequestError("the body is not a JSON object")
        return found

    def cookie(self, name: str) -> str:
        """A cookie's value, or an empty string."""
        morsel = SimpleCookie(self.headers.get("cookie", "")).get(name)
        return morsel.value if morsel else ""


@dataclass(slots=True)
class Reply:
    """What is sent back."""

    body: bytes = b""
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    headers: list[tuple[str, str]] = field(default_factory=list)
    cut: bool = False  # the connection breaks in the middle of the body


Handler = Callable[[Request], Reply]


def as_json(content: object, status: int = 200) -> Reply:
    """A JSON reply."""
    return Reply(json.dumps(content, ensure_ascii=False).encode(), status, "application/json")


def redirect(address: str) -> Reply:
    """See other."""
    return Reply(status=303, headers=[("Location", address)])


def page(name: str, status: int = 200, *, raw: Mapping[str, str] | None = None, **values: object) -> Reply:
    """A page of the `pages` folder; values are escaped, `raw` holds pieces that already are."""
    filled = {key: escape(str(value)) for key, value in values.items()} | dict(raw or {})
    inner = Template((_PAGES / name).read_text(encoding="utf-8")).substitute(filled)
    whole = Template((_PAGES / "frame.html").read_text(encoding="utf-8")).substitute(content=inner)
    return Reply(whole.encode(), status)


def asset(name: str, media_type: str) -> Reply:
    """A file of the `pages` folder as it is."""
    return Reply((_PAGES / name).read_bytes(), media_type=media_type)


class Application:
    """Addresses and their handlers, as a WSGI application."""

    def __init__(self) -> None:
        self._routes: list[tuple[str, re.Pattern[str], Handler]] = []

    def route(self, method: str, pattern: str, handler: Handler) -> None:
        """Add an address; ``{name}`` matches one part of the path."""
        self._routes.append((method, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", pattern) + r"\Z"), handler))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        reply = self._answer(environ)
        headers = [("Content-Type", reply.media_type), ("Content-Length", str(len(reply.body))), *_SAFETY.items(), *reply.headers]
        start_response(f"{reply.status} {HTTPStatus(reply.status).phrase}", headers)
        body = reply.body[: len(reply.body) // 2] if reply.cut else reply.body
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _answer(self, environ: WSGIEnvironment) -> Reply:
        try:
            request = _read(environ)
        except BadRequestError as error:
            return as_json({"error": "invalid_request", "error_description": str(error)}, 400)
        method = "GET" if request.method == "HEAD" else request.method
        allowed = set()
        for known, pattern, handler in self._routes:
            if found := pattern.match(request.path):
                allowed.add(known)
                if known == method:
                    request.parts = found.groupdict()
                    try:
                        return handler(request)
                    except BadRequestError as error:
                        return as_json({"error": "invalid_request", "error_description": str(error)}, 400)
        return as_json({"error": "method_not_allowed"}, 405) if allowed else as_json({"error": "not_found"}, 404)


def _read(environ: WSGIEnvironment) -> Request:
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > _BODY_LIMIT:
        raise BadRequestError("the body is too long")
    headers = {key[5:].replace("_", "-").lower(): value for key, value in environ.items() if key.startswith("HTTP_")}
    headers["content-type"] = environ.get("CONTENT_TYPE", "")
    return Request(
        method=environ["REQUEST_METHOD"],
        path=environ.get("PATH_INFO", "/"),
        query=dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)),
        headers=headers,
        body=environ["wsgi.input"].read(int(length)) if int(length) else b"",
        base=f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST') or 'localhost'}",
    )
