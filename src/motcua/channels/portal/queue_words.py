"""The queue in words: what a ticket stands at, why somebody goes first, what a hall is called."""

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.channels.portal.terms import language
from motcua.channels.ui.api import Choice, Link
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.onestop.catalogue.api import ProcedureContent, content_of, version_in_force
from motcua.onestop.desk.api import Counter, Hall, services_of


def hall_name(hall: Hall) -> str:
    """The hall as people call it."""
    return hall.unit.formal_name


def counter_name(counter: Counter) -> str:
    return counter.name_en if language() == "en" else counter.name_vi


def status_words(status: str) -> str:
    """Where a ticket is."""
    return {
        "waiting": _("Please wait, your number will be called"),
        "called": _("It is your turn"),
        "serving": _("You are being served"),
        "done": _("Finished"),
        "no_show": _("Your number was called and nobody came"),
        "left": _("This ticket is no longer valid"),
    }[status]


def priorities() -> list[Choice]:
    """The grounds on which somebody goes first."""
    return [
        Choice("elderly", _("60 years or older")),
        Choice("disabled", _("Person with a disability")),
        Choice("pregnant", _("Pregnant")),
        Choice("small_child", _("With a small child")),
        Choice("merit", _("Person with merit to the revolution")),
    ]


def procedure_name(code: str) -> str:
    """The name of a procedure in force; its code when it is no longer."""
    try:
        return content_of(version_in_force(code, clock.today()).pk).name.in_language(language())
    except NotFound:
        return code


def fields_of(hall: Hall) -> list[Link]:
    """The fields of work a hall serves, by name."""
    named = {content.field.code: content.field.in_language(language()) for content in services_of(hall)}
    return [Link(name, code) for code, name in sorted(named.items(), key=lambda pair: pair[1])]


def services_in(hall: Hall, field: str) -> list[ProcedureContent]:
    """The procedures of one field that the hall serves."""
    return [content for content in services_of(hall) if content.field.code == field]


def ticket_address(token: str) -> str:
    """Where the bearer of a ticket follows it on the phone."""
    return f"{settings.PUBLIC_URL}/so-thu-tu/{token}/"
