"""The steps of a report, each asked once more before it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.channels.ui.api import Field, actor_of, guarded
from motcua.channels.workspace.page import Question, ask_first, done, is_confirmed, refuse_to
from motcua.channels.workspace.reporting_words import called_period
from motcua.insight.reporting.api import (
    amend_report,
    approve_report,
    consolidate_report,
    fill_report,
    report_of,
    return_report,
    send_again,
    submit_report,
)
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, Refusal, words

READ = "reporting.read"


@dataclass(frozen=True, slots=True)
class _Deed:
    """A step as it is asked for: what the page says, and whether a reason or a note goes with it."""

    verb: str
    run: Callable[[int, str, Actor], object]
    title: str
    text: str
    label: str
    done: str
    asks: str = ""


DEEDS: Mapping[str, _Deed] = {
    "lay-so-lieu": _Deed(
        "fill", lambda pk, text, actor: fill_report(report_of(pk, actor=actor), actor=actor),
        words("Fill anew from the records"), words("Figures from records are counted again; what was entered by hand stays."),
        words("Fill anew"), words("The figures are counted anew."),
    ),
    "tong-hop": _Deed(
        "consolidate", lambda pk, text, actor: consolidate_report(pk, actor=actor),
        words("Take in the reports of the units below"), words("Approved reports are added to the own part; who is missing is named."),
        words("Take in"), words("The reports that have come are taken in."),
    ),
    "trinh": _Deed(
        "submit", lambda pk, text, actor: submit_report(pk, note=text, actor=actor),
        words("Submit to the head"), words("The figures can no longer be changed unless the report is returned."),
        words("Submit"), words("The report is submitted."), words("What the head should know (may stay empty)"),
    ),
    "tra-lai": _Deed(
        "return", lambda pk, text, actor: return_report(pk, reason=text, actor=actor),
        words("Return the report"), words("The unit corrects it and submits it again."),
        words("Return"), words("The report is returned."), words("What has to be corrected"),
    ),
    "phe-duyet": _Deed(
        "approve", lambda pk, text, actor: approve_report(pk, actor=actor),
        words("Approve and sign"), words("The report is printed and signed in your name and with the seal of the unit."),
        words("Approve and sign"), words("The report is approved; it is being signed."),
    ),
    "sua-doi": _Deed(
        "amend", lambda pk, text, actor: amend_report(pk, reason=text, actor=actor),
        words("Correct as a new edition"), words("The report as it was stays; a new edition begins as a draft."),
        words("Begin the new edition"), words("A new edition is begun."), words("Why it has to be corrected"),
    ),
    "gui-lai": _Deed(
        "resend", lambda pk, text, actor: send_again(pk, actor=actor),
        words("Send again"), words("The national system takes the same report once, however often it is sent."),
        words("Send again"), words("The report is sent again."),
    ),
}  # fmt: skip


@guarded(READ)
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, report: int, step: str) -> HttpResponse:
    """One step of a report, asked once more before it is done."""
    actor = actor_of(request)
    found = report_of(report, actor=actor)
    deed = DEEDS.get(step)
    if deed is None:
        raise NotFound(words("There is no such step."))
    back = reverse("work_report", args=[report])
    period = called_period(found.period.frequency, found.period.year, found.period.number)
    asked = [Field("text", _(deed.asks), "textarea", required=deed.verb != "submit")] if deed.asks else []
    if not is_confirmed(request):
        title = _("%(deed)s – %(unit)s, %(period)s") % {"deed": _(deed.title), "unit": found.unit.formal_name, "period": period}
        return ask_first(request, Question(title, _(deed.text), _(deed.label), back, fields=asked))
    try:
        outcome = deed.run(report, request.POST.get("text", ""), actor)
    except Refusal as refusal:
        return refuse_to(request, refusal, back)
    target = reverse("work_report", args=[outcome.pk]) if deed.verb == "amend" and hasattr(outcome, "pk") else back
    return done(request, _(deed.done), target)
