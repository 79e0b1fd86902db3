"""The questions on the page of a task of the reform plan."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.channels.ui.api import Choice, Field
from motcua.channels.workspace.typed import Typed


def task_fields(request: HttpRequest, form: str, percent: int, errors: Mapping[str, str]) -> list[Field]:
    """The fields of one of the three forms, with what was typed and what is wrong."""
    made = {"report": lambda: _report(percent), "judge": _judge, "change": _change}[form]()
    typed = Typed(request)
    return [typed.filled(one, errors) for one in made]


def _report(percent: int) -> list[Field]:
    what = _("What was done, or the product: number, date, what it is")
    taken, whole = _("PDF or picture, at most 20 MB"), _("100 hands the product in.")
    return [
        Field("percent", _("Progress"), value=str(percent), suffix="%", width="xs", inputmode="numeric", hint=whole),
        Field("said", what, "textarea"),
        Field("evidence", _("Evidence"), "file", accept=".pdf,.jpg,.jpeg,.png", hint=taken, required=False),
    ]


def _judge() -> list[Field]:
    ways = [Choice("accept", _("The product is there")), Choice("return", _("Something is missing"))]
    return [
        Field("judgement", _("Your decision"), "radios", value="accept", choices=ways),
        Field("said", _("Words for the owner"), "textarea", hint=_("Needed when the product is returned."), required=False),
    ]


def _change() -> list[Field]:
    ways = [Choice("move", _("Another deadline")), Choice("drop", _("The task is dropped"))]
    return [
        Field("change", _("What changes"), "radios", value="move", choices=ways),
        Field("said", _("Reason"), "textarea"),
        Field("due_on", _("New deadline"), "date", required=False),
    ]
