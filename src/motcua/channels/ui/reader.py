"""Who reads messages: a citizen as the party behind the login, an official as the account."""

from motcua.blocks.notices.api import GUEST, Reader, unread_count
from motcua.kernel.actor import Actor


def reader_of(actor: Actor) -> Reader:
    """The reader behind an actor; nobody known is a guest without an inbox."""
    if actor.kind == "citizen" and actor.party_id:
        return Reader("party", actor.party_id)
    if actor.kind == "official" and actor.account_id:
        return Reader("account", actor.account_id)
    return GUEST


def unread_messages(actor: Actor) -> int:
    """How many messages wait; nothing is asked for guests."""
    reader = reader_of(actor)
    return unread_count(reader) if reader.id else 0
