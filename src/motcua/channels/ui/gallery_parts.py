"""Examples for the gallery page: every component in every state."""

from typing import Any

from django.utils.translation import gettext as _

from motcua.channels.ui.parts import Choice, ErrorLink, Field, Link, Page, Receipt, Step, SummaryRow, Task, error_links


def _fields() -> list[Field]:
    channels = [
        Choice("desk", _("At the one-stop desk"), _("Bring your identity card and the slip.")),
        Choice("post", _("By post")),
        Choice("online", _("Electronically")),
    ]
    return [
        Field(
            "g_name",
            _("Full name"),
            value="Lê Thị Hồng Nhung",
            autocomplete="name",
            hint=_("As on the identity card."),
            note=_("From the population register."),
        ),
        Field(
            "g_number",
            _("Identity number"),
            "number",
            value="03819",
            width="m",
            error=_("The identity number has 12 digits; 5 were typed."),
        ),
        Field("g_birth", _("Date of birth"), "date", values=("2", "9", "1990"), autocomplete="bday", hint=_("For example 2 9 1990.")),
        Field("g_channel", _("How do you want to receive the result?"), "radios", value="desk", choices=channels),
        Field("g_papers", _("Which papers do you have?"), "checkboxes", values=("post",), choices=channels),
        Field("g_place", _("District"), "select", value="post", choices=channels, width="m"),
        Field("g_copies", _("Number of copies"), "number", value="2", width="xs", suffix=_("copies")),
        Field("g_mail", _("E-mail"), "email", required=False, autocomplete="email", width="l"),
        Field("g_phone", _("Phone"), "tel", autocomplete="tel", width="m"),
        Field("g_reason", _("Reason"), "textarea", value="", hint=_("Two or three sentences are enough.")),
        Field("g_agree", _("I declare that these answers are true."), "checkbox"),
        Field("g_file", _("Proof of residence"), "file", accept=".pdf,.jpg,.png", hint=_("PDF, JPG or PNG, at most 10 MB.")),
    ]


def everything() -> dict[str, Any]:
    """The context of both gallery pages."""
    fields = _fields()
    return {
        "fields": fields,
        "example_errors": [*error_links(fields), ErrorLink(_("Choose the office that shall handle your application."), "id_g_place")],
        "rows": [
            SummaryRow(_("Full name"), "Lê Thị Hồng Nhung", "#", _("From the population register.")),
            SummaryRow(_("E-mail"), _("Not given"), "#", missing=True),
            SummaryRow(_("Number of copies"), "2", "#"),
        ],
        "tasks": [
            Task(_("Where to apply"), "#", _("Done")),
            Task(_("Your answers"), "#", _("To do"), "now", _("About three minutes.")),
            Task(_("Check and send"), "", _("Cannot start yet"), "wait"),
        ],
        "steps": [
            Step(_("Submitted"), "done", "08:12, 15/11/2022", "Lê Thị Hồng Nhung", machine_time="2022-11-15T08:12:00+07:00"),
            Step(_("Waiting for a supplement"), "stopped", "09:40, 15/11/2022", text=_("The time limit stands still.")),
            Step(_("Being examined"), "now", who=_("Justice and civil status")),
            Step(_("Result handed over"), "next"),
        ],
        "crumbs": [Link(_("Start"), "/"), Link(_("Procedures"), "#"), Link(_("Birth registration"))],
        "tabs": [Link(_("Drafts"), "#", current=True, count=1), Link(_("Under way"), "#", count=3), Link(_("Finished"), "#")],
        "page": Page("#", "#"),
        "file_receipt": Receipt(
            "giay-chung-sinh.pdf", "184 kB", 2, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "08:10, 15/11/2022", "#",
            actions=(Link(_("Replace"), "#"), Link(_("Remove"), "#")),
        ),
        "work_menu": [
            Link(_("Inbox"), "#", current=True, icon="inbox", count=12),
            Link(_("Dossiers"), "#", icon="folder"),
            Link(_("Numbers"), "#", icon="chart"),
        ],
        "icons": sorted(ICONS),
    }  # fmt: skip


ICONS = (
    "arrow-left", "arrow-right", "baby", "bell", "building", "business", "calendar", "candle", "card", "chart", "check",
    "check-circle", "chevron-down", "chevron-right", "clock", "close", "document", "documents", "download", "education",
    "error", "external", "eye", "flag", "folder", "globe", "heart", "home", "inbox", "info", "land", "list", "lock",
    "login", "logout", "mail", "mark", "money", "pause", "pencil", "phone", "plus", "print", "qr", "refresh", "rings",
    "scale", "search", "send", "settings", "shield", "sign", "stamp", "trash", "upload", "user", "users", "vehicle",
    "warning",
)  # fmt: skip
