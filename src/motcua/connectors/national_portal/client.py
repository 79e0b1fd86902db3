"""The national portal over HTTP: a token by client credentials, kept-alive connections, one method per way of calling."""

import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import httpx
import orjson
from django.conf import settings

from motcua.connectors.national_portal.rules.reply import NotAReplyError, read_envelope
from motcua.kernel import clock
from motcua.kernel.errors import Fault

_TIMEOUT = httpx.Timeout(15.0, connect=3.0)
_LONGEST_REPLY = 4 * 1024 * 1024


class UnreachableError(Fault):
    """No answer came: the portal is down, or the way to it is. What was sent may have been taken in all the same."""


class AnsweredBadlyError(Fault):
    """An answer came that is none: an error of the portal, or something unreadable."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came."""

    status: int
    body: bytes
    request_sha256: str


class NationalPortal:
    """One line to the portal; safe to keep, not to share between threads."""

    def __init__(self) -> None:
        self._url = settings.NATIONAL_PORTAL["url"]
        self._http = httpx.Client(timeout=_TIMEOUT, follow_redirects=False)
        self._token = ""
        self._token_until = 0.0

    def send(self, service: str, items: Sequence[str], *, is_update: bool) -> Answer:
        """Send items that are JSON already; the answer is not read here."""
        head = orjson.dumps({"service": service, "isUpdating": str(is_update)})
        return self._post(service, head[:-1] + b',"data":[' + ",".join(items).encode() + b"]}")

    def ask(self, service: str, question: Mapping[str, object]) -> dict[str, object]:
        """Ask, and read the answer; raises a `Fault` that says what went wrong."""
        answer = self._post(service, orjson.dumps({"service": service, **question}))
        if answer.status != httpx.codes.OK:
            raise AnsweredBadlyError(f"the national portal answered {answer.status} to {service}")
        try:
            return read_envelope(answer.body)
        except NotAReplyError as error:
            raise AnsweredBadlyError(f"{service}: {error}") from error

    def download(self, address: str, most: int) -> bytes:
        """A file of a filing; only from the portal itself, at most so many bytes (one more is read, so that the caller sees it)."""
        if not address.startswith(f"{self._url}/"):
            raise ValueError("the file does not lie at the national portal")
        try:
            with self._http.stream("GET", address, headers=self._authorised()) as answer:
                if answer.status_code != httpx.codes.OK:
                    raise AnsweredBadlyError(f"the national portal answered {answer.status_code} for a file")
                return _at_most(answer, most)
        except httpx.HTTPError as error:
            raise UnreachableError(f"a file could not be read: {type(error).__name__}") from error

    def close(self) -> None:
        """Give the connections back."""
        self._http.close()

    def _post(self, service: str, body: bytes) -> Answer:
        sha256 = hashlib.sha256(body).hexdigest()
        for again in (True, False):
            headers = {**self._authorised(), "Content-Type": "application/json", "X-Request-SHA256": sha256}
            try:
                answer = self._http.post(f"{self._url}/api/{service}", content=body, headers=headers)
            except httpx.HTTPError as error:
                raise UnreachableError(f"the national portal does not answer: {type(error).__name__}") from error
            if answer.status_code == httpx.codes.UNAUTHORIZED and again:
                self._token = ""  # it ended early, or was taken back: ask for a new one, once
                continue
            break
        return Answer(answer.status_code, answer.content[:_LONGEST_REPLY], sha256)

    def _authorised(self) -> dict[str, str]:
        now = clock.real_now().timestamp()
        if not self._token or now >= self._token_until:
            self._token, seconds = self._ask_token()
            self._token_until = now + max(0.0, seconds - 30)
        return {"Authorization": f"Bearer {self._token}"}

    def _ask_token(self) -> tuple[str, float]:
        given = (settings.NATIONAL_PORTAL["client_id"], settings.NATIONAL_PORTAL["secret"])
        try:
            answer = self._http.post(f"{self._url}/oauth2/token", data={"grant_type": "client_credentials"}, auth=given)
        except httpx.HTTPError as error:
            raise UnreachableError(f"the national portal does not answer: {type(error).__name__}") from error
        try:
            found = answer.json()
            if answer.status_code == httpx.codes.OK:
                return str(found["access_token"]), float(found.get("expires_in", 300))
        except (ValueError, KeyError, TypeError) as error:
            raise UnreachableError("the national portal gave no token") from error
        raise UnreachableError(f"the national portal gave no token: {answer.status_code}")


def _at_most(answer: httpx.Response, most: int) -> bytes:
    read = bytearray()
    for piece in answer.iter_bytes():
        read += piece
        if len(read) > most:
            break
    return bytes(read)


_kept = threading.local()


def national_portal() -> NationalPortal:
    """The line of this thread, kept open between jobs."""
    line: NationalPortal | None = getattr(_kept, "line", None)
    if line is None or getattr(_kept, "url", "") != settings.NATIONAL_PORTAL["url"]:
        line = _kept.line = NationalPortal()
        _kept.url = settings.NATIONAL_PORTAL["url"]
    return line
