"""Templates for content authors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from motcua.blocks.notices.models import Template, TemplateVersion
from motcua.blocks.notices.queries.rendered import Said
from motcua.blocks.notices.rights import EDIT
from motcua.blocks.notices.rules.content import places_of
from motcua.blocks.notices.rules.linting import Mistake, Texts, example_of, lint
from motcua.blocks.notices.rules.rendering import render
from motcua.blocks.notices.rules.segments import Length, length_of, without_marks
from motcua.blocks.notices.rules.ways import Way
from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words


@dataclass(frozen=True, slots=True)
class Preview:
    """One way in one language as it would arrive; an SMS with its length as written and without diacritics."""

    way: str
    language: str
    said: Said
    length: Length | None = None
    plain: str = ""
    plain_length: Length | None = None


def template_list(actor: Actor) -> QuerySet[Template]:
    """Every template with its topic and version in force; `has_draft` says whether one is being changed."""
    require(actor, EDIT)
    drafts = TemplateVersion.objects.filter(template=OuterRef("pk"), state=TemplateVersion.State.DRAFT)
    return Template.objects.select_related("topic", "current").annotate(has_draft=Exists(drafts)).order_by("topic__position", "key")


def template_by_key(key: str, actor: Actor) -> tuple[Template, TemplateVersion | None, Sequence[TemplateVersion]]:
    """A template, its draft if any, and its published versions, newest first. Errors: `Forbidden`, `NotFound`."""
    require(actor, EDIT)
    template = Template.objects.select_related("topic", "current").filter(key=key).first()
    if template is None:
        raise NotFound(words("There is no such message."))
    versions = list(template.versions.order_by("-number"))
    draft = next((row for row in versions if row.state == TemplateVersion.State.DRAFT), None)
    return template, draft, [row for row in versions if row.state == TemplateVersion.State.PUBLISHED]


def mistakes_in(texts: Texts, template: Template) -> list[Mistake]:
    """What keeps these texts from being published."""
    return lint(texts, places_of(template.places))


def previews(texts: Texts, template: Template) -> list[Preview]:
    """Every way in every language, with the examples in the places."""
    places = places_of(template.places)
    shown = []
    for way, by_language in texts.items():
        for language, parts in by_language.items():
            body = example_of(parts.get("body", ""), places, language)
            if way == Way.SMS:
                plain = without_marks(body)
                shown.append(Preview(way, language, Said("", body), length_of(body), plain, length_of(plain)))
            else:
                shown.append(Preview(way, language, _said(parts, template, language)))
    return shown


def _said(parts: Mapping[str, str], template: Template, language: str) -> Said:
    data: dict[str, object] = {name: place.example for name, place in places_of(template.places).items()}
    data["link"] = "https://dichvucong.example/…"
    return Said(render(parts.get("title", ""), data, language, one_line=True), render(parts.get("body", ""), data, language))
