"""What the portal answers, read strictly: what is not said to be taken in is not taken in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import orjson


class NotAReplyError(ValueError):
    """The answer is not one of the portal, or it refuses the whole request; the text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A readable answer: its number and time, and why items were refused. `silent` are keys about which it says nothing."""

    reply_id: str
    reply_at: str
    refused: Mapping[str, str] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()


def read_reply(body: bytes, keys: Sequence[str]) -> Reply:
    """Read the answer to a batch with these business keys; raises `NotAReplyError`."""
    found = read_envelope(body)
    results = found.get("result")
    if not isinstance(results, list):
        raise NotAReplyError("the reply has no list of results")
    said: dict[str, str] = {}
    for result in results:
        if not isinstance(result, dict) or not isinstance(result.get("MaThongDiep"), str):
            raise NotAReplyError("a result names no message")
        code = str(result.get("error_code", ""))
        said[result["MaThongDiep"]] = "" if code == "0" else f"{code}: {result.get('message', '')}"[:500]
    refused = {key: said[key] for key in keys if said.get(key)}
    return Reply(str(found.get("MaGiaoDich", ""))[:80], str(found.get("ThoiGian", ""))[:20], refused, frozenset(keys) - said.keys())


def read_envelope(body: bytes) -> dict[str, object]:
    """The reply as an object whose `error_code` is 0; raises `NotAReplyError`."""
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise NotAReplyError("the reply is not JSON") from error
    if not isinstance(found, dict) or "error_code" not in found:
        raise NotAReplyError("the reply has no error_code")
    if str(found["error_code"]) != "0":
        raise NotAReplyError(f"the portal refused the request: {found['error_code']}: {str(found.get('message', ''))[:300]}")
    return found
