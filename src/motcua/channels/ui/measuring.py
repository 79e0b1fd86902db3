"""Every opened page is counted by the house itself: no script, no cookie, nothing of the person."""

import atexit
import logging
import re
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from motcua.channels.ui.identity import actor_of
from motcua.insight.measurement.api import PageKey, System, Tally, begins_visit, device_of, is_bot, write_counts
from motcua.kernel import clock

_log = logging.getLogger(__name__)
_SERVICE = re.compile(r"^[123]\.\d{6}$")
_ONESTOP, _PORTAL = "motcua.channels.workspace.", "motcua.channels.portal."
_SERVICES = frozenset({"thu-tuc", "nhap", "nhap-khach", "ho-so", "ho-so-cua-toi", "thanh-toan", "tra-cuu", "kho", "to-chuc"})
tally = Tally()


def measuring_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Count what was answered with a page; a fault of counting never becomes the reader's."""
    writer = _Writer(settings.MEASUREMENT_SECONDS)

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        key = key_of(request, response)
        if key is not None:
            tally.add(key, visit=begins_visit(request.headers.get("Referer", ""), request.get_host()))
            writer.wake()
        return response

    return handle


def key_of(request: HttpRequest, response: HttpResponse) -> PageKey | None:
    """The counter of an opened page; None for what is no page of the three systems."""
    match = request.resolver_match
    if match is None or request.method != "GET" or response.status_code != 200:
        return None
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return None
    system = _system(getattr(match.func, "__module__", ""), request.path)
    if system is None:
        return None
    agent = request.headers.get("User-Agent", "")[:400]
    code = str(match.kwargs.get("code", ""))
    return PageKey(
        day=clock.today(),
        system=system,
        page=(match.url_name or "")[:60],
        service=code if _SERVICE.match(code) else "",
        unit_id=_unit_of(request) if system == "onestop" else None,
        device=device_of(agent),
        language=str(getattr(request, "LANGUAGE_CODE", ""))[:5],
        is_bot=is_bot(agent),
    )


def _system(module: str, path: str) -> System | None:
    if module.startswith(_ONESTOP):
        return "onestop"
    if module.startswith(_PORTAL):
        return "services" if path.strip("/").partition("/")[0] in _SERVICES else "portal"
    return None


def _unit_of(request: HttpRequest) -> int | None:
    holdings = actor_of(request).holdings  # known already: the guard of the page asked
    return holdings[0].unit_id if holdings else None


class _Writer:
    """A thread of the process, begun with the first counted page, that writes every so many seconds; 0 seconds: none."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._begun = threading.Lock()
        self._stop = threading.Event()

    def wake(self) -> None:
        """Begin if not begun."""
        if self._seconds and self._begun.acquire(blocking=False):
            threading.Thread(target=self._run, name="measurement", daemon=True).start()
            atexit.register(self._end)

    def _run(self) -> None:
        while not self._stop.wait(self._seconds):
            self._write()

    def _end(self) -> None:
        self._stop.set()
        self._write()

    def _write(self) -> None:
        try:
            tally.flush(write_counts)
        except DatabaseError as error:
            _log.warning("counted pages could not be written, trying again: %s", error)
        finally:
            connection.close()
