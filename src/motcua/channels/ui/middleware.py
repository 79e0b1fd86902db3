"""What surrounds every page: language, actor, refusals in words, security headers."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from motcua.channels.ui.errors import refused
from motcua.channels.ui.identity import actor_of
from motcua.kernel.errors import Fault, Refusal

Handler = Callable[[HttpRequest], HttpResponse]


def language_middleware(get_response: Handler) -> Handler:
    """Vietnamese unless the reader chose otherwise; a browser's setting is not a choice."""

    def handle(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            vars(request)["LANGUAGE_CODE"] = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return handle


def actor_middleware(get_response: Handler) -> Handler:
    """`request.actor`: looked up when a view or template first asks."""

    def handle(request: HttpRequest) -> HttpResponse:
        vars(request)["actor"] = SimpleLazyObject(lambda: actor_of(request))
        return get_response(request)

    return handle


class _Refusals:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal becomes a page that says why and what to do; the API answers for itself."""
        if request.path.startswith("/api/") or not isinstance(error, Refusal | Fault):
            return None
        return refused(request, error)


def refusal_middleware(get_response: Handler) -> Handler:
    """Refusals of actions, raised through a view, become pages with the right status."""
    return _Refusals(get_response)


_PERMISSIONS = ", ".join(f"{feature}=()" for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics"))


def content_security_policy(*, framed: bool = False) -> str:
    """Everything from ourselves, nothing inline; forms may also end at the identity provider (Chrome checks redirects too)."""
    targets = " ".join(["'self'", *_form_targets()])
    ancestors = "'self'" if framed else "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        f"frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action {targets}; frame-ancestors {ancestors}"
    )


def _form_targets() -> list[str]:
    given: list[str] = getattr(settings, "FORM_TARGETS", [settings.SANDBOX_URL])
    return [f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, given) if parts.netloc]


def security_headers_middleware(get_response: Handler) -> Handler:
    """Headers on every answer, also when a middleware below stops the request; a view marked by
    `@xframe_options_sameorigin` may stand in a frame of our own pages."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        framed = response.headers.get("X-Frame-Options") == "SAMEORIGIN"
        response.headers.setdefault("Content-Security-Policy", content_security_policy(framed=framed))
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(getattr(request, "user", None), "is_authenticated", False):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle
