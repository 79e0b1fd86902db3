"""The e-forms a device takes along: every page drawn with all its questions, and when each is shown."""

from typing import Any

from django.template.loader import render_to_string

from motcua.blocks.forms.api import Field as Question
from motcua.blocks.forms.api import Page, limits_of
from motcua.channels.ui.api import Filling, page_fields, say
from motcua.onestop.catalogue.api import form_of
from motcua.onestop.desk.api import condition


def form_to_take_along(version_id: int, language: str) -> list[dict[str, Any]]:
    """The pages of a form as plain values and HTML; the browser shows and hides by the same conditions as the server."""
    return [_page(page, language) for page in form_of(version_id).all_pages]


def _page(page: Page, language: str) -> dict[str, Any]:
    drawn = [(one.name, one) for one in page_fields(page, Filling(raw={}, language=language))]
    return {
        "title": page.title.in_language(language),
        "show": condition(page.show_if),
        "fields": [_question(one, language) for one in page.fields],
        "html": render_to_string("workspace/parts/offline_fields.html", {"fields": drawn}),
    }


def _question(one: Question, language: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "widget": one.widget,
        "type": one.schema.get("type", ""),
        "required": one.required,
        "prefill": one.prefill,
        "show": condition(one.show_if),
        "limits": [[limit.kind, limit.value, say(limit.message, limit.params)] for limit in limits_of(one, language)],
        "columns": [_question(column, language) for column in one.columns],
    }
