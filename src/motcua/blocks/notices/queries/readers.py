"""What a reader chose."""

from dataclasses import dataclass, field

from motcua.blocks.notices.models import ChosenWay, Delivery, OwnAddress, ReaderSettings, Topic
from motcua.blocks.notices.rules.readers import Reader
from motcua.blocks.notices.rules.states import State


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """One kind of news and the ways it goes now; `required` news cannot leave the inbox."""

    topic: Topic
    ways: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReaderSheet:
    """Everything a reader can set, and the addresses that last failed."""

    language: str
    topics: list[TopicChoice]
    own: dict[str, OwnAddress] = field(default_factory=dict)
    failing: frozenset[str] = frozenset()


def language_of(reader: Reader) -> str:
    """The language of messages; Vietnamese unless another was chosen."""
    found = ReaderSettings.objects.filter(audience=reader.audience, reader_id=reader.id).values_list("language", flat=True).first()
    return found or "vi"


def chosen_ways(reader: Reader, topic_id: int) -> dict[str, bool]:
    """What the reader chose for a kind of news; ways that are not named follow the topic."""
    rows = ChosenWay.objects.filter(audience=reader.audience, reader_id=reader.id, topic_id=topic_id)
    return dict(rows.values_list("way", "wanted"))


def reader_sheet(reader: Reader) -> ReaderSheet:
    """The page “How I am told” of a reader. Five queries."""
    mine = {"audience": reader.audience, "reader_id": reader.id}
    chosen: dict[int, dict[str, bool]] = {}
    for topic_id, way, wanted in ChosenWay.objects.filter(**mine).values_list("topic_id", "way", "wanted"):
        chosen.setdefault(topic_id, {})[way] = wanted
    topics = []
    for topic in Topic.objects.filter(audience=reader.audience).order_by("position", "key"):
        marks = {**dict.fromkeys(topic.default_ways, True), **chosen.get(topic.pk, {})}
        if topic.required:
            marks["inbox"] = True
        topics.append(TopicChoice(topic, frozenset(way for way, wanted in marks.items() if wanted)))
    failed = Delivery.objects.filter(**{f"notice__{name}": value for name, value in mine.items()}, state=State.FAILED)
    return ReaderSheet(
        language=language_of(reader),
        topics=topics,
        own={row.way: row for row in OwnAddress.objects.filter(**mine)},
        failing=frozenset(failed.order_by("-id").values_list("address", flat=True)[:3]),
    )
