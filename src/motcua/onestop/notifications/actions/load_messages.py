"""Load the messages of a province from its folder."""

from pathlib import Path

from motcua.blocks.notices.api import put_templates, template_changes
from motcua.blocks.packs.api import Change, LoadReport, compare, load_pack
from motcua.blocks.permissions.api import require
from motcua.kernel.actor import SYSTEM, Actor
from motcua.onestop.notifications.models import Occasion
from motcua.onestop.notifications.queries.read_messages import MessagesContent, read_messages
from motcua.onestop.notifications.rights import LOAD


def load_messages(folder: Path, *, dry_run: bool = False, actor: Actor = SYSTEM) -> LoadReport:
    """Store topics, templates, quiet hours and occasions, all or nothing; a second load changes nothing.

    Texts edited in the workspace stay in force until the file itself changes. Raises `PackRefused` and `Forbidden`.
    """
    require(actor, LOAD)

    def write(content: MessagesContent) -> None:
        put_templates(content.topics, content.quiet, content.messages, actor=actor)
        wanted = _occasions(content)
        for row in Occasion.objects.all():
            if (row.event, row.template_key) not in wanted:
                row.delete()
        for (event, key), values in wanted.items():
            Occasion.objects.update_or_create(event=event, template_key=key, defaults=values)

    return load_pack("messages", read=lambda: read_messages(folder), compare=_changes, write=write, dry_run=dry_run)


def _changes(content: MessagesContent) -> list[Change]:
    changes = template_changes(content.topics, content.quiet, content.messages)
    stored = {(row.event, row.template_key): {"condition": row.condition, "to": row.to} for row in Occasion.objects.all()}
    wanted = _occasions(content)
    for pair in sorted({*stored, *wanted}):
        changes.append(compare(f"message {pair[1]} on {pair[0]}", stored.get(pair), wanted.get(pair)))
    return changes


def _occasions(content: MessagesContent) -> dict[tuple[str, str], dict[str, str]]:
    return {
        (occasion.event, message.key): {"condition": occasion.when, "to": occasion.to}
        for message in content.messages
        for occasion in message.on
    }
