"""Take over topics, quiet hours and templates from a province's files."""

from collections.abc import Sequence

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.notices import events
from motcua.blocks.notices.actions.publishing import publish
from motcua.blocks.notices.models import QuietHours, Template, TemplateVersion, Topic
from motcua.blocks.notices.rights import LOAD
from motcua.blocks.notices.rules.content import QuietEntry, TemplateEntry, TopicEntry
from motcua.blocks.packs.api import Change, compare
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor


def template_changes(topics: Sequence[TopicEntry], quiet: Sequence[QuietEntry], templates: Sequence[TemplateEntry]) -> list[Change]:
    """What `put_templates` would change."""
    stored = {topic.key: _topic_facts(topic) for topic in Topic.objects.all()}
    changes = [compare(f"topic {entry.key}", stored.get(entry.key), _entry_facts(entry, at)) for at, entry in enumerate(topics)]
    hours = {(row.way, row.valid_from): {"starts": row.starts, "ends": row.ends} for row in QuietHours.objects.all()}
    changes += [
        compare(f"quiet hours of {entry.way} from {entry.first}", hours.get((entry.way, entry.first)), _hours(entry)) for entry in quiet
    ]
    known = {row.key: _template_facts(row) for row in Template.objects.select_related("topic")}
    changes += [compare(f"message {entry.key}", known.get(entry.key), _facts(entry)) for entry in templates]
    return changes


@transaction.atomic
def put_templates(topics: Sequence[TopicEntry], quiet: Sequence[QuietEntry], templates: Sequence[TemplateEntry], *, actor: Actor) -> None:
    """Store what the files say. Texts edited here stay in force until the file itself changes; then the file wins, as a new version."""
    require(actor, LOAD)
    for at, entry in enumerate(topics):
        Topic.objects.update_or_create(key=entry.key, defaults=_entry_facts(entry, at))
    for rule in quiet:
        QuietHours.objects.update_or_create(way=rule.way, valid_from=rule.first, defaults={**_hours(rule), "basis": rule.basis})
    by_key = dict(Topic.objects.values_list("key", "pk"))
    for template in templates:
        _put(template, by_key[template.topic], actor)


def _put(entry: TemplateEntry, topic_id: int, actor: Actor) -> None:
    stored = Template.objects.filter(key=entry.key).first()
    values = {
        "topic_id": topic_id,
        "name": entry.name.model_dump(),
        "places": entry.plain_places(),
        "urgent": entry.urgent,
        "secret": entry.secret,
    }
    changed = stored is None or stored.file_sha != entry.sha()
    template, _ = Template.objects.update_or_create(key=entry.key, defaults={**values, "file_sha": entry.sha()})
    if changed:
        now = clock.now()
        last = TemplateVersion.objects.filter(template=template).order_by("-number").values_list("number", flat=True).first() or 0
        version = TemplateVersion(
            template=template, number=last + 1, texts=entry.plain_texts(), origin="file", author=actor.name, saved_at=now
        )
        publish(version, at=now)
        payload = {"key": template.key, "number": version.number, "origin": "file"}
        record(events.TEMPLATE_STREAM, template.pk, events.TEMPLATE_PUBLISHED, actor=actor, at=now, payload=payload)


def _topic_facts(topic: Topic) -> dict[str, object]:
    names = ("audience", "name", "required", "default_ways", "position")
    return {name: getattr(topic, name) for name in names}


def _entry_facts(entry: TopicEntry, position: int) -> dict[str, object]:
    return {
        "audience": entry.audience,
        "name": entry.name.model_dump(),
        "required": entry.required,
        "default_ways": list(entry.ways),
        "position": position,
    }


def _hours(entry: QuietEntry) -> dict[str, object]:
    return {"starts": entry.starts, "ends": entry.ends}


def _template_facts(row: Template) -> dict[str, object]:
    return {"topic": row.topic.key, "urgent": row.urgent, "secret": row.secret, "name": row.name, "texts": row.file_sha[:8]}


def _facts(entry: TemplateEntry) -> dict[str, object]:
    return {
        "topic": entry.topic,
        "urgent": entry.urgent,
        "secret": entry.secret,
        "name": entry.name.model_dump(),
        "texts": entry.sha()[:8],
    }
