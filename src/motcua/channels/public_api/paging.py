"""Keyset pages: a cursor says after what the next page begins; it means nothing to the client."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import datetime

from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.onestop.dossiers.api import TaskKey

_GREATEST = 2**63 - 1


def cursor_of(key: int | TaskKey | None) -> str | None:
    """The cursor of the next page; None at the end."""
    if key is None:
        return None
    if isinstance(key, TaskKey):
        text = f"{key.due_at.isoformat() if key.due_at else ''}|{key.task_id}"
    else:
        text = str(key)
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def number_after(cursor: str) -> int | None:
    """The number a cursor of a list of dossiers stands for; raises InvalidInput."""
    text = _text(cursor)
    return _number(text) if text else None


def task_after(cursor: str) -> TaskKey | None:
    """The place a cursor of the inbox stands for; raises InvalidInput."""
    text = _text(cursor)
    if not text:
        return None
    moment, _, number = text.partition("|")
    try:
        due_at = datetime.fromisoformat(moment) if moment else None
    except ValueError as error:
        raise _wrong() from error
    if due_at is not None and due_at.tzinfo is None:
        raise _wrong()
    return TaskKey(due_at, _number(number))


def _text(cursor: str) -> str:
    try:
        return urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
    except (NotBase64, ValueError) as error:
        raise _wrong() from error


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 19 or int(text) > _GREATEST:
        raise _wrong()
    return int(text)


def _wrong() -> InvalidInput:
    message = words("This is not a cursor of this list; begin again without it.")
    return InvalidInput(message, fields=[FieldError("after", message)])
