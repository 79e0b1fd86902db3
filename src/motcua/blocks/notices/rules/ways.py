"""Which ways a message goes."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Literal

from motcua.kernel.errors import words


class Way(StrEnum):
    """How somebody is told."""

    INBOX = "inbox"
    MAIL = "mail"
    SMS = "sms"


LANGUAGES: tuple[Literal["vi", "en"], ...] = ("vi", "en")
WAY_WORDS: Mapping[str, str] = {
    Way.INBOX: words("In “My messages” on this portal"),
    Way.MAIL: words("By mail"),
    Way.SMS: words("By SMS"),
}


def ways_of(
    *,
    required: bool,
    defaults: Collection[str],
    chosen: Mapping[str, bool],
    reachable: Collection[str],
    written: Collection[str],
) -> list[Way]:
    """The ways one message goes: what the reader chose, else what the topic says, as far as there is an address and a text.

    News that the law requires always reach the inbox, whatever was chosen. `written`: ways the template has texts for.
    """
    wanted = {way for way in Way if chosen.get(way, way in defaults)}
    if required:
        wanted.add(Way.INBOX)
    return [way for way in Way if way in wanted and way in reachable and way in written]


def known_ways(names: Iterable[str]) -> list[Way]:
    """Names as ways; unknown names are left out."""
    return [way for way in Way if way in set(names)]
