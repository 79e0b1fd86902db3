"""Speaking with the portal over HTTP; every trouble on the way is a Fault, which the calling job tries again."""

import secrets
from collections.abc import Mapping
from urllib.parse import quote

import httpx
import orjson
from django.conf import settings

from motcua.connectors.national_feedback.rules.message import Message, message_of
from motcua.connectors.national_feedback.rules.signature import signed
from motcua.kernel import clock
from motcua.kernel.errors import Fault, InvalidInput

_TIMEOUT = httpx.Timeout(10.0, connect=3.0)


def send_report(body: Mapping[str, object]) -> None:
    """Deliver one report; the portal takes the same key once. Raises Fault unless it says that it has it."""
    _call("POST", "/reports", orjson.dumps(dict(body)))


def messages_after(code: str, sequence: int) -> list[Message]:
    """The messages of an item after one of them, in order. Raises Fault."""
    answer = _call("GET", f"/items/{quote(code, safe='')}/messages?after={sequence}", b"")
    try:
        found = answer.json()["messages"]
        return [message_of(one) for one in found]
    except (ValueError, KeyError, TypeError, InvalidInput) as error:
        raise Fault("the national portal's list of messages cannot be read") from error


def _call(method: str, path: str, body: bytes) -> httpx.Response:
    connection = settings.NATIONAL_FEEDBACK
    moment, number = str(int(clock.real_now().timestamp())), secrets.token_hex(16)
    headers = {
        "Content-Type": "application/json",
        "X-Timestamp": moment,
        "X-Delivery": number,
        "X-Signature": signed(secret=connection["secret"], timestamp=moment, delivery=number, body=body),
    }
    try:
        answer = httpx.request(method, connection["url"] + path, content=body, headers=headers, timeout=_TIMEOUT)
        return answer.raise_for_status()
    except httpx.HTTPError as error:
        raise Fault(f"the national portal did not answer as it should: {type(error).__name__}") from error
