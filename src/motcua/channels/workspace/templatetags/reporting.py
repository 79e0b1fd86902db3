"""Small words and tags of the pages about reports."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from motcua.channels.workspace import reporting_words
from motcua.insight.reporting.api import Period, Said, Value, written

register = template.Library()


@register.simple_tag
def report_state(state: str) -> SafeString:
    """Where a report stands, in words."""
    return _tag(reporting_words.STATES, state)


@register.simple_tag
def export_state(state: str) -> SafeString:
    """Where a report stands on its way to the national system."""
    return _tag(reporting_words.EXPORTS, state)


def _tag(known: Mapping[str, tuple[str, str]], key: str) -> SafeString:
    text, tone = known.get(key, (key, "plain"))
    return format_html('<strong class="tag tag-{}">{}</strong>', tone, gettext(text))


@register.filter
def told(said: Said | None) -> str:
    """Words of the content in the reader's language."""
    return reporting_words.told(said) if said is not None else ""


@register.filter
def period_name(period: Period) -> str:
    """A period: quarter III of 2022."""
    return reporting_words.called_period(period.frequency, period.year, period.number)


@register.filter
def figure(value: Value | None) -> str:
    """A value of a cell as it is written in Viet Nam; a dash for none."""
    return written(value) or "–"


@register.filter
def frequency(key: str) -> str:
    """How often a regime reports."""
    return gettext(reporting_words.FREQUENCIES.get(key, key))


@register.filter
def report_event(kind: str) -> str:
    """A step of a report."""
    return gettext(reporting_words.EVENTS.get(kind, kind))
