"""What an event tells, put into words for the places of a message."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from motcua.onestop.notifications.rules.dates import said_amount, said_day, said_moment

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_AMOUNTS = frozenset({"amount", "left", "cod"})
_MOST = 40
_LONGEST = 1000


def spoken_payload(payload: Mapping[str, object]) -> dict[str, object]:
    """Every value of a payload as a message shows it: moments and days and amounts in both languages, lists as lines."""
    return {name: _spoken(name, value) for name, value in payload.items() if _is_shown(value)}


def _is_shown(value: object) -> bool:
    return value is not None and not isinstance(value, bool)


def _spoken(name: str, value: object) -> object:
    if name in _AMOUNTS and isinstance(value, int):
        return said_amount(value)
    if isinstance(value, str):
        return _moment(value) or value[:_LONGEST]
    if isinstance(value, Mapping):
        return _line(value)
    if isinstance(value, Sequence):
        return [_line(one) if isinstance(one, Mapping) else _spoken("", one) for one in value[:_MOST]]
    return str(value)


def _line(item: Mapping[str, object]) -> object:
    """One item of a list: {vi, en} stays; a paper that is asked for is its name and what is wrong with it."""
    if "vi" in item:
        return {language: str(item.get(language) or item["vi"]) for language in ("vi", "en")}
    name, what = item.get("name", ""), str(item.get("what") or "")
    if isinstance(name, Mapping):
        return {language: _joined(str(name.get(language) or name.get("vi", "")), what) for language in ("vi", "en")}
    return _joined(str(name), what)


def _joined(name: str, what: str) -> str:
    return f"{name}: {what}" if name and what else name or what


def _moment(text: str) -> Mapping[str, str] | None:
    """A day or a moment written by a machine, in words; None for any other text."""
    if not (len(text) >= 10 and text[4] == text[7] == "-" and text[:4].isdigit()):
        return None
    try:
        if len(text) == 10:
            return said_day(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return said_moment(moment.astimezone(_VIETNAM) if moment.tzinfo else moment)
