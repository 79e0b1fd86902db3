"""What every page of the workspace shares: the menu by rights, refusals as messages, keyset links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import ErrorLink, Field, Link, actor_of, error_links, say_refusal
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Refusal, words


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu: where it leads and which right it needs ("" none)."""

    name: str
    label: str
    icon: str
    capability: str = ""


ENTRIES = (
    Entry("work_inbox", words("Inbox"), "inbox"),
    Entry("work_counter_queue", words("Queue"), "users", "desk.run_queue"),
    Entry("work_walk_in", words("Take in at the counter"), "plus", "desk.take_in"),
    Entry("work_offline", words("Offline desk"), "pause", "desk.offline"),
    Entry("work_queue", words("Online, waiting for intake"), "globe", "dossier.receive"),
    Entry("work_to_return", words("Results to return"), "stamp", "dossier.receive"),
    Entry("work_head", words("For your decision"), "sign", "dossier.decide_escalation"),
    Entry("work_not_answered", words("Not answered in time"), "clock", "workspace.act"),
    Entry("work_post", words("Public post"), "mail", "desk.post"),
    Entry("work_dossiers", words("Dossiers"), "folder", "workspace.open_dossiers"),
    Entry("work_digitisation", words("Digitisation"), "documents", "digitisation.read"),
    Entry("work_cash", words("Waiting for fees"), "money", "payment.take_cash"),
    Entry("work_receipts", words("Receipts"), "document", "payment.read"),
    Entry("work_refunds", words("Refunds"), "refresh", "payment.read"),
    Entry("work_reconciliation", words("Reconciliation of payments"), "scale", "payment.reconcile"),
    Entry("work_offline_devices", words("Devices without network"), "list", "desk.read_offline"),
    Entry("work_register", words("Daily register"), "list", "desk.read_register"),
    Entry("work_hall", words("Counters and appointments"), "calendar", "desk.keep_hall"),
    Entry("work_feedback", words("Feedback"), "mail", "feedback.read"),
    Entry("work_wall", words("Operations centre"), "eye", "operations.read"),
    Entry("work_alerts", words("Alerts"), "flag", "operations.alerts"),
    Entry("work_measurement", words("Use of the services"), "users", "measurement.read"),
    Entry("work_numbers", words("Indicators"), "chart", "indicators.read"),
    Entry("work_service_index", words("Service index"), "chart", "indexes.read"),
    Entry("work_reform_figures", words("Reform report"), "document", "reform_report.read"),
    Entry("work_par", words("Reform index"), "scale", "indexes.read"),
    Entry("work_board", words("Late and soon late"), "clock", "evaluation.watch"),
    Entry("work_quality", words("Quality of resolution"), "scale", "evaluation.read"),
    Entry("work_reform", words("Reform plan"), "flag", "reform.read"),
    Entry("work_reports", words("Reporting regimes"), "documents", "reporting.read"),
    Entry("work_publications", words("Publication decisions"), "stamp", "review.read"),
    Entry("work_exchange", words("Exchange"), "send", "exchange.see"),
    Entry("work_disputes", words("Disputed readings"), "flag", "vault.answer_disputes"),
    Entry("work_audit", words("Audit"), "shield", "workspace.audit"),
    Entry("work_templates", words("Texts of messages"), "mail", "notices.edit_templates"),
    Entry("work_deliveries", words("Messages sent"), "send", "notices.operate"),
    Entry("work_jobs", words("Background jobs"), "settings", "jobs.retry"),
    Entry("work_doubts", words("Values to check"), "scale", "catalogue.read_doubts"),
)


def menu(actor: Actor, current: str) -> list[Link]:
    """The menu of the actor, by rights."""
    return [
        Link(gettext(entry.label), reverse(entry.name), current=entry.name == current, icon=entry.icon)
        for entry in ENTRIES
        if not entry.capability or may(actor, entry.capability)
    ]


def show(request: HttpRequest, template: str, context: Mapping[str, Any], *, section: str = "", status: int = 200) -> HttpResponse:
    """Render a page of the workspace."""
    given = {"work_menu": menu(actor_of(request), section), "section": section, **context}
    return render(request, template, given, status=status)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before something that cannot be taken back; `fields` ask for more, as a password."""

    title: str
    text: str
    label: str
    back: str
    tone: str = ""
    fields: Sequence[Field] = ()


def ask_first(request: HttpRequest, question: Question) -> HttpResponse:
    """Ask once more; what was typed travels along."""
    asked = {one.name for one in question.fields}
    typed = [
        Field(name, "", "hidden", value)
        for name in request.POST
        if name not in {"csrfmiddlewaretoken", "confirmed", *asked}
        for value in request.POST.getlist(name)
    ]
    context = {
        "title": question.title,
        "text": question.text,
        "label": question.label,
        "back": question.back,
        "tone": question.tone,
        "fields": [*typed, *question.fields, Field("confirmed", "", "hidden", "yes")],
        "errors": error_links(question.fields),
        "layout": "ui/workspace.html",
    }
    return show(request, "ui/confirm.html", context, section="work_dossiers")


def is_confirmed(request: HttpRequest) -> bool:
    """Whether the question of `confirm` was answered with yes."""
    return request.POST.get("confirmed") == "yes"


def refuse_to(request: HttpRequest, refusal: Refusal, address: str) -> HttpResponse:
    """Say a refusal, with its way out, on the page that shows how things stand now."""
    said = say_refusal(refusal)
    messages.error(request, " ".join(part for part in (said.message, said.way_out) if part))
    return HttpResponseRedirect(address)


def done(request: HttpRequest, text: str, address: str) -> HttpResponse:
    """Say what was done and go on."""
    messages.success(request, text)
    return HttpResponseRedirect(address)


def errors_of(refusal: Refusal, known: Sequence[str] = ()) -> tuple[dict[str, str], list[ErrorLink]]:
    """Errors by field, and the error summary: each line leads to its field when the page has it."""
    said = say_refusal(refusal)
    links = [ErrorLink(text, f"id_{name}" if not known or name in known else "") for name, text in said.fields.items()]
    return dict(said.fields), links or [ErrorLink(" ".join(part for part in (said.message, said.way_out) if part))]


def address_with(request: HttpRequest, **changes: str | None) -> str:
    """This page's address with some parameters changed; None takes one away."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def number_in(request: HttpRequest, name: str) -> int | None:
    """A whole number of the address, or nothing when it is none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
