"""Read the folder of messages, every mistake with file and line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from motcua.blocks.notices.api import QuietEntry, TopicEntry
from motcua.blocks.packs.api import Located, PackError, Problems, parse_as, read_yaml
from motcua.onestop.notifications.rules.content import MessageEntry, MessagesFile
from motcua.onestop.notifications.rules.kinds import CITIZEN_EVENTS, DIGEST_TEMPLATE, REMINDER_TEMPLATE


@dataclass(frozen=True, slots=True)
class MessagesContent:
    """Everything the folder says, checked."""

    topics: tuple[TopicEntry, ...]
    quiet: tuple[QuietEntry, ...]
    messages: tuple[MessageEntry, ...]


def read_messages(folder: Path) -> MessagesContent:
    """Everything the YAML files say; raises `PackRefused` naming every mistake: a text that is missing in one language, an
    unknown place, personal data in an SMS, an unknown topic, a message told twice, and an event that concerns a citizen
    and has no message.
    """
    problems = Problems()
    files: list[tuple[Located, MessagesFile]] = []
    for path in sorted(folder.glob("*.yaml")):
        with problems.gather():
            located = read_yaml(path)
            files.append((located, parse_as(MessagesFile, located)))
    topics = tuple(topic for _, file in files for topic in file.topics)
    known, seen = {topic.key for topic in topics}, set[str]()
    for located, file in files:
        for index, message in enumerate(file.messages):
            place = located["messages"][index]
            for mistake in _mistakes(message, place, known, seen):
                problems.add(mistake)
            seen.add(message.key)
    messages = tuple(message for _, file in files for message in file.messages)
    for reason in _gaps(messages):
        problems.add(PackError(str(folder), 1, reason))
    problems.refuse_if_any()
    return MessagesContent(topics, tuple(rule for _, file in files for rule in file.quiet_hours), messages)


def _mistakes(message: MessageEntry, place: Located, topics: set[str], seen: set[str]) -> Iterator[PackError]:
    if message.key in seen:
        yield place.error(f"the message {message.key} is written twice", "key")
    if message.topic not in topics:
        yield place.error(f"there is no topic {message.topic}", "topic")
    for index, occasion in enumerate(message.on):
        if occasion.event not in CITIZEN_EVENTS:
            yield place.error(f"the event {occasion.event} is not declared as one that concerns a citizen", "on", index)
    for mistake in message.mistakes():
        way, language, part = mistake.field.split("-")
        yield place.error(f"{mistake.message % mistake.params if mistake.params else mistake.message}", "texts", way, language, part)


def _gaps(messages: tuple[MessageEntry, ...]) -> Iterator[str]:
    told = {occasion.event for message in messages for occasion in message.on}
    for event in sorted(CITIZEN_EVENTS - told):
        yield f"no message tells of the event {event}"
    for key in (REMINDER_TEMPLATE, DIGEST_TEMPLATE):
        if key not in {message.key for message in messages}:
            yield f"the message {key} is missing"
