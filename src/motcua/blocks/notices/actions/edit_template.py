"""Content authors change the texts of a message: keep a draft, publish it, or go back."""

from collections.abc import Mapping

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.notices import events
from motcua.blocks.notices.actions.publishing import publish
from motcua.blocks.notices.models import Template, TemplateVersion
from motcua.blocks.notices.rights import EDIT
from motcua.blocks.notices.rules.content import places_of
from motcua.blocks.notices.rules.linting import Texts, lint
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words

_LONGEST = 4000


@transaction.atomic
def save_texts(key: str, texts: Texts, *, note: str = "", actor: Actor) -> TemplateVersion:
    """Keep texts as the draft of a template; mistakes are kept too, publishing refuses them. Errors: `Forbidden`, `NotFound`."""
    require(actor, EDIT)
    template = _held(key)
    known = template.current.texts if template.current else {}
    kept = {
        way: {
            language: {part: str(texts.get(way, {}).get(language, {}).get(part, ""))[:_LONGEST].strip() for part in parts}
            for language, parts in by_language.items()
        }
        for way, by_language in known.items()
    }
    draft = TemplateVersion.objects.filter(template=template, state=TemplateVersion.State.DRAFT).first()
    if draft is None:
        draft = TemplateVersion(template=template, number=_next_number(template), origin="edited")
    draft.texts, draft.note, draft.author, draft.saved_at = kept, note[:300], actor.name, clock.now()
    draft.save()
    return draft


@transaction.atomic
def publish_texts(key: str, *, actor: Actor) -> TemplateVersion:
    """Put the draft in force. Errors: `InvalidInput` naming every mistake, `Conflict` when there is no draft."""
    require(actor, EDIT)
    template = _held(key)
    draft = TemplateVersion.objects.filter(template=template, state=TemplateVersion.State.DRAFT).first()
    if draft is None:
        raise Conflict(words("There is no draft to publish."), way_out=words("Change a text first, then publish."))
    mistakes = lint(draft.texts, places_of(template.places))
    if mistakes:
        fields = [FieldError(mistake.field, mistake.message, mistake.params) for mistake in mistakes]
        raise InvalidInput(words("These texts cannot be sent yet."), fields=fields)
    now = clock.now()
    publish(draft, at=now)
    _announce(draft, events.TEMPLATE_PUBLISHED, actor, origin="edited")
    return draft


@transaction.atomic
def undo_publication(key: str, *, actor: Actor) -> TemplateVersion:
    """Put the version before the present one in force again, as a new version; nothing is taken out of the history."""
    require(actor, EDIT)
    template = _held(key)
    published = TemplateVersion.objects.filter(template=template, state=TemplateVersion.State.PUBLISHED)
    current = template.current
    earlier = published.filter(number__lt=_undone_from(current)).order_by("-number").first() if current else None
    if current is None or earlier is None:
        raise Conflict(words("There is no earlier version to go back to."))
    now = clock.now()
    again = TemplateVersion(
        template=template, number=_next_number(template), texts=earlier.texts, origin="undone", author=actor.name, saved_at=now,
        note=str(earlier.number),
    )  # fmt: skip
    publish(again, at=now)
    _announce(again, events.TEMPLATE_UNDONE, actor, of=current.number)
    return again


@transaction.atomic
def discard_draft_texts(key: str, *, actor: Actor) -> None:
    """Throw the draft away. Errors: `Forbidden`, `NotFound`."""
    require(actor, EDIT)
    TemplateVersion.objects.filter(template=_held(key), state=TemplateVersion.State.DRAFT).delete()


def _undone_from(current: TemplateVersion) -> int:
    """Undoing twice goes back twice: a version that repeats an earlier one stands where that one stood."""
    return int(current.note) if current.origin == "undone" and current.note.isdigit() else current.number


def _held(key: str) -> Template:
    template = Template.objects.select_for_update(of=("self",)).select_related("current").filter(key=key).first()
    if template is None:
        raise NotFound(words("There is no such message."))
    return template


def _next_number(template: Template) -> int:
    return (TemplateVersion.objects.filter(template=template).order_by("-number").values_list("number", flat=True).first() or 0) + 1


def _announce(version: TemplateVersion, kind: str, actor: Actor, **payload: object) -> None:
    told = {"key": version.template.key, "number": version.number, **payload}
    record(events.TEMPLATE_STREAM, version.template_id, kind, actor=actor, at=clock.now(), payload=told)


def version_texts(mapping: Mapping[str, str], known: Texts) -> dict[str, dict[str, dict[str, str]]]:
    """Texts from the fields of a page, named such as `sms-vi-body`."""
    return {
        way: {
            language: {part: mapping.get(f"{way}-{language}-{part}", "").replace("\r\n", "\n") for part in parts}
            for language, parts in by.items()
        }
        for way, by in known.items()
    }
