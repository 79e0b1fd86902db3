"""The components as template tags; each draws one part from plain data (see `parts.py` and the gallery page)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from motcua.channels.ui import parts
from motcua.channels.ui.words import day_in_words, moment_in_words
from motcua.kernel import clock

register = template.Library()


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """A drawing from the sprite; always beside words, so it is hidden from screen readers."""
    extra = f" icon-{size}" if size else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false" width="24" height="24"><use href="{}#{}"></use></svg>',
        extra,
        static("ui/icons.svg"),
        name,
    )


@register.inclusion_tag("ui/parts/field.html")
def field(one: parts.Field) -> dict[str, Any]:
    """A question with label, hint and error, of any kind."""
    return {"f": one, "control": f"ui/field/{one.kind}.html"}


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(errors: Sequence[parts.ErrorLink]) -> dict[str, Any]:
    """Everything wrong on the page, each a link to its field; nothing when nothing is wrong."""
    return {"errors": errors}


@register.inclusion_tag("ui/parts/summary_list.html")
def summary_list(rows: Sequence[parts.SummaryRow]) -> dict[str, Any]:
    """Questions and answers with links to change them."""
    return {"rows": rows}


@register.inclusion_tag("ui/parts/task_list.html")
def task_list(tasks: Sequence[parts.Task]) -> dict[str, Any]:
    """What is done and what is left to do."""
    return {"tasks": tasks}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(steps: Sequence[parts.Step]) -> dict[str, Any]:
    """What happened, where it is now, what comes next."""
    return {"steps": steps}


@register.inclusion_tag("ui/parts/breadcrumb.html")
def breadcrumb(links: Sequence[parts.Link]) -> dict[str, Any]:
    """The way from the start page to here."""
    return {"links": links}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(links: Sequence[parts.Link], label: str) -> dict[str, Any]:
    """Views of the same thing: links, so that they work without script."""
    return {"links": links, "label": label}


@register.inclusion_tag("ui/parts/pagination.html")
def pagination(page: parts.Page) -> dict[str, Any]:
    """To the page before and after."""
    return {"page": page}


@register.inclusion_tag("ui/parts/receipt.html")
def receipt(one: parts.Receipt) -> dict[str, Any]:
    """What the server stored for one file: name, size, pages, hash."""
    return {"r": one}


@register.inclusion_tag("ui/parts/empty.html")
def empty(title: str, text: str = "", href: str = "", label: str = "") -> dict[str, Any]:
    """Nothing to show, and what to do instead."""
    return {"title": title, "text": text, "href": href, "label": label}


@register.inclusion_tag("ui/parts/back_link.html")
def back_link(href: str, label: str = "") -> dict[str, Any]:
    """One step back."""
    return {"href": href, "label": label or gettext("Back")}


@register.simple_tag
def tag(text: str, tone: parts.TagTone = "plain") -> SafeString:
    """A status in words; colour only repeats what the words say."""
    return format_html('<strong class="tag tag-{}">{}</strong>', tone, text)


@register.filter
def spoken(value: Mapping[str, str] | str | None) -> str:
    """Content in the reader's language: `{vi: …, en: …}` gives one of both, Vietnamese when the other is missing."""
    if value is None or isinstance(value, str):
        return value or ""
    return value.get((get_language() or "vi")[:2]) or value.get("vi", "")


@register.filter
def moment(value: datetime | None) -> str:
    """A moment as people say it: 15:00, Tuesday 15 November 2022."""
    return moment_in_words(value.astimezone(clock.VIETNAM)) if value else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as people say it."""
    if isinstance(value, datetime):
        value = value.astimezone(clock.VIETNAM).date()
    return day_in_words(value) if value else ""


@register.filter
def machine(value: date | datetime | None) -> str:
    """A moment for the datetime attribute."""
    return value.isoformat() if value else ""
