"""Small words and tags of the workspace's templates."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from pydantic import BaseModel

from motcua.blocks.audit.api import Finding
from motcua.channels.ui.api import say
from motcua.channels.workspace import plan_words, vocabulary
from motcua.channels.workspace.deadlines import short, urgency
from motcua.channels.workspace.index_periods import span_words
from motcua.ground.directory.api import Unit
from motcua.insight.indexes.api import Span
from motcua.kernel.money import format_dong
from motcua.onestop.catalogue.api import Text
from motcua.onestop.payments.ports import partners

register = template.Library()
_TABLES: Mapping[str, Mapping[str, str]] = {
    "outcome": vocabulary.OUTCOMES,
    "step": vocabulary.STEPS,
    "role": vocabulary.ROLES,
    "pause": vocabulary.PAUSES,
    "slip": vocabulary.SLIPS,
    "level": vocabulary.LEVELS,
    "purpose": vocabulary.PURPOSES,
    "method": vocabulary.METHODS,
    "changes": vocabulary.CHANGES,
    "cause": vocabulary.CAUSES,
}


@register.simple_tag
def standing_tag(standing: str) -> SafeString:
    """How a task of the reform plan stands."""
    text, tone = plan_words.STANDINGS[standing]
    return format_html('<strong class="tag tag-{}">{}</strong>', tone, gettext(text))


@register.filter
def reform_area(key: str) -> str:
    """A content of reform."""
    return gettext(plan_words.AREAS[key])


@register.filter
def reform_step(key: str) -> str:
    """What was done to a task of the reform plan."""
    return gettext(plan_words.STEPS[key])


@register.simple_tag
def status_tag(status: str) -> SafeString:
    """The status of a dossier in the words of the office."""
    text, tone = vocabulary.STATUSES.get(status, (status, "plain"))
    return format_html('<strong class="tag tag-{}">{}</strong>', tone, gettext(text))


@register.simple_tag
def timing_tag(timing: str) -> SafeString | str:
    """Early, on time or late; nothing when it has not ended."""
    if timing not in vocabulary.TIMINGS:
        return ""
    text, tone = vocabulary.TIMINGS[timing]
    return format_html('<strong class="tag tag-{}">{}</strong>', tone, gettext(text))


@register.simple_tag
def due_tag(due: datetime | None, now: datetime) -> SafeString | str:
    """Late, due today or due soon; nothing when there is time."""
    found = urgency(due, now)
    return format_html('<strong class="tag tag-{}">{}</strong>', found.tone, found.text) if found.text else ""


@register.filter
def in_words(key: str, table: str) -> str:
    """The words for a key of one of the tables: outcome, step, role, pause, slip, method."""
    return vocabulary.said(_TABLES[table], key)


@register.filter
def channel(number: int) -> str:
    """How a dossier was handed in."""
    return gettext(vocabulary.CHANNELS.get(number, ""))


@register.filter(name="short")
def short_moment(moment: datetime | None) -> str:
    """A moment for tables: 17:00 15/11/2022."""
    return short(moment)


@register.filter
def dong(amount: int | None) -> str:
    """An amount of money."""
    return format_dong(amount or 0)


@register.filter
def at(table: Mapping[object, object], key: object) -> object:
    """The entry of a mapping, or nothing."""
    return table.get(key, "")


@register.filter
def reading(text: Text | None) -> str:
    """A bilingual text of the content in the reader's language."""
    return text.in_language(get_language() or "vi") if text is not None else ""


@register.filter
def finding_said(finding: Finding) -> str:
    """What the check of the record found, in words."""
    return say(finding.message, finding.params)


@register.filter
def doubtful_value(value: BaseModel) -> str:
    """A value of the content as short text: its own parts without what is said about it."""
    parts = value.model_dump(mode="json", exclude={"tag", "note", "en", "key", "hint"}, exclude_defaults=True)
    said = {name: part.get("vi", "") if isinstance(part, dict) else part for name, part in parts.items()}
    return "; ".join(f"{name}: {part}" if name != "vi" else str(part) for name, part in said.items() if part not in ("", None, []))


@register.filter
def points(value: Decimal | None) -> str:
    """Points with a comma and without idle zeros."""
    return "–" if value is None else f"{value.normalize():f}".replace(".", ",")


@register.filter(name="span_words")
def span_in_words(span: Span) -> str:
    """A period in words."""
    return span_words(span)


@register.filter
def called(unit: Unit | None) -> str:
    """The name of a unit in the reader's language; Vietnamese where it has no English one."""
    if unit is None or isinstance(unit, str):
        return ""
    return unit.name_en if unit.name_en and (get_language() or "vi").startswith("en") else unit.name


@register.filter
def gateway_name(key: str) -> str:
    """The name of a payment gateway or collector; its key where it is not joined any more."""
    known = partners().get(key)
    return known.name["en" if (get_language() or "vi").startswith("en") else "vi"] if known else key
