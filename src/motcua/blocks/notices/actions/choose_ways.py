"""A reader chooses how to be told."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.notices import events
from motcua.blocks.notices.models import ChosenWay, ReaderSettings, Topic
from motcua.blocks.notices.rights import CHOOSE
from motcua.blocks.notices.rules.readers import Reader
from motcua.blocks.notices.rules.ways import LANGUAGES, Way
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import InvalidInput, words


@transaction.atomic
def choose_ways(reader: Reader, wanted: Mapping[str, frozenset[str]], *, language: str, actor: Actor) -> None:
    """Keep the language and, for every topic named, exactly the ways given. Errors: `Forbidden`, `InvalidInput`.

    The inbox of news that the law requires stays on whatever is given.
    """
    require_own(reader, actor)
    if language not in LANGUAGES:
        raise InvalidInput(words("Choose a language."), code="language_unknown")
    mine: dict[str, Any] = {"audience": reader.audience, "reader_id": reader.id}
    ReaderSettings.objects.update_or_create(**mine, defaults={"language": language})
    for topic in Topic.objects.filter(audience=reader.audience, key__in=wanted):
        for way in Way:
            on = way in wanted[topic.key] or (way == Way.INBOX and topic.required)
            ChosenWay.objects.update_or_create(**mine, topic=topic, way=way, defaults={"wanted": on})
    _announce(reader, events.WAYS_CHOSEN, actor, topics=sorted(wanted), language=language)


@transaction.atomic
def leave_topic(reader: Reader, topic_key: str, *, actor: Actor) -> bool:
    """No more mail of this kind (the link in a mail proves who asks); False when the law requires the news."""
    topic = Topic.objects.filter(key=topic_key, audience=reader.audience).first()
    if topic is None or topic.required:
        return False
    ChosenWay.objects.update_or_create(audience=reader.audience, reader_id=reader.id, topic=topic, way=Way.MAIL, defaults={"wanted": False})
    _announce(reader, events.UNSUBSCRIBED, actor, topic=topic_key)
    return True


def require_own(reader: Reader, actor: Actor) -> None:
    """Everybody chooses for himself only."""
    require(actor, CHOOSE)
    own = Reader("party", actor.party_id or 0) if actor.kind == "citizen" else Reader("account", actor.account_id or 0)
    if reader != own:
        require(actor, "notices.load")  # nobody but the house itself


def _announce(reader: Reader, kind: str, actor: Actor, **payload: object) -> None:
    subject = reader.id if reader.audience == "party" else None
    record(events.READER_STREAM, reader.id, kind, actor=actor, at=clock.now(), subject_id=subject, payload=payload)
