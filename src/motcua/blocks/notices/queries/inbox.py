"""The web inbox of a reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from motcua.blocks.notices.models import Notice
from motcua.blocks.notices.queries.rendered import Said, said
from motcua.blocks.notices.rules.readers import Reader
from motcua.blocks.notices.rules.ways import Way
from motcua.kernel.errors import NotFound, words

PAGE = 30


@dataclass(frozen=True, slots=True)
class Message:
    """A message in the words of the reader's language."""

    notice: Notice
    said: Said


def inbox(reader: Reader, *, language: str, before: int | None = None) -> tuple[Sequence[Message], int | None]:
    """Messages, newest first, and the key of the next page. One query."""
    rows = _shown(reader).order_by("-id")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    messages = [Message(row, said(row, Way.INBOX, language)) for row in found[:PAGE]]
    return messages, found[PAGE - 1].pk if len(found) > PAGE else None


def message_of(reader: Reader, notice_id: int, *, language: str) -> Message:
    """One message of the reader; `NotFound` for a foreign one."""
    notice = _shown(reader).filter(pk=notice_id).first()
    if notice is None:
        raise NotFound(words("There is no such message."), way_out=words("Open “My messages” to see all of yours."))
    return Message(notice, said(notice, Way.INBOX, language))


def unread_count(reader: Reader) -> int:
    """How many messages were not opened yet. One query on a partial index."""
    return Notice.objects.filter(audience=reader.audience, reader_id=reader.id, shown=True, read_at__isnull=True).count()


def _shown(reader: Reader) -> QuerySet[Notice]:
    return Notice.objects.filter(audience=reader.audience, reader_id=reader.id, shown=True).select_related("version")
