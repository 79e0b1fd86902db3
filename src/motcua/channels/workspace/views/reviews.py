"""Publication decisions and reviews of procedures: lists, one of each, and recording them by pasting a list."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import Choice, Field, Link, actor_of, guarded
from motcua.channels.workspace.page import address_with, done, errors_of, number_in, show
from motcua.channels.workspace.typed import Typed, summary
from motcua.channels.workspace.units import desks_of
from motcua.ground.directory.api import Unit, units_offering
from motcua.kernel.errors import Refusal, words
from motcua.onestop.review.api import (
    Publication,
    ReviewReport,
    decision,
    decisions,
    read_decided,
    read_reviewed,
    record_publication,
    record_review,
    review,
    reviews,
)

SECTION = "work_publications"
RECORD = "review.record"


@guarded("review.read")
@require_GET
def publications(request: HttpRequest) -> HttpResponse:
    """Decisions that publish procedures, the last recorded first."""
    found = decisions(after=number_in(request, "sau"), actor=actor_of(request))
    return _listed(request, found.rows, found.next_after, kind="decisions")


@guarded("review.read")
@require_GET
def review_reports(request: HttpRequest) -> HttpResponse:
    """Reports of agencies on the procedures they reviewed."""
    found = reviews(after=number_in(request, "sau"), actor=actor_of(request))
    return _listed(request, found.rows, found.next_after, kind="reviews")


@guarded("review.read")
@require_GET
def publication(request: HttpRequest, decision_id: int) -> HttpResponse:
    """One decision with its lines."""
    return show(request, "workspace/publication.html", {"decision": decision(decision_id, actor=actor_of(request))}, section=SECTION)


@guarded("review.read")
@require_GET
def review_report(request: HttpRequest, review_id: int) -> HttpResponse:
    """One review report with its procedures."""
    return show(request, "workspace/publication.html", {"review": review(review_id, actor=actor_of(request))}, section=SECTION)


@guarded(RECORD)
@require_http_methods(["GET", "POST"])
def new_publication(request: HttpRequest) -> HttpResponse:
    """Record a decision; what was typed stays when something is wrong."""
    actor, typed = actor_of(request), Typed(request)
    issuers = desks_of(actor, RECORD)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            publication = _publication(typed, issuers)
            made = record_publication(publication, actor=actor)
        except Refusal as refusal:
            errors = errors_of(refusal)[0] or {"": str(refusal)}
        else:
            return done(request, _("The decision is recorded."), reverse("work_publication", args=[made.pk]))
    fields = [
        Field("issuer", _("Issuer"), "select", choices=_choices(issuers), width="l"),
        Field("number", _("Number of the decision"), width="m", hint=_("As 1234/QĐ-UBND")),
        Field("title", _("What it is about"), width="l"),
        Field("decided_on", _("Signed on"), "date"),
        Field("effective_on", _("Holds from"), "date"),
        Field("signer", _("Signed by"), width="l", required=False),
        Field("lines", _("Procedures"), "textarea", hint=_(_LINES_OF_A_DECISION)),
    ]
    return _form(request, _("Record a publication decision"), "work_publications", fields, errors)


@guarded(RECORD)
@require_http_methods(["GET", "POST"])
def new_review(request: HttpRequest) -> HttpResponse:
    """Record the report of an agency; what was typed stays when something is wrong."""
    actor, typed = actor_of(request), Typed(request)
    agencies = list(units_offering("province"))
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            made = record_review(_report(typed, agencies), actor=actor)
        except Refusal as refusal:
            errors = errors_of(refusal)[0] or {"": str(refusal)}
        else:
            return done(request, _("The report is recorded."), reverse("work_review", args=[made.pk]))
    fields = [
        Field("agency", _("Agency"), "select", choices=_choices(agencies), width="l"),
        Field("plan", _("Number of the plan"), width="m", hint=_("As 5274/QĐ-UBND")),
        Field("reported_on", _("Reported on"), "date"),
        Field("lines", _("Procedures"), "textarea", hint=_(_LINES_OF_A_REVIEW)),
    ]
    return _form(request, _("Record a review of procedures"), "work_reviews", fields, errors)


_LINES_OF_A_DECISION = words(
    "One procedure per line: code; name; change (new, amended, replaced, simplified, abolished, online); level 3 or 4 for online; x when "
    "issued without authority. A list copied from a spreadsheet fits too."
)
_LINES_OF_A_REVIEW = words(
    "One procedure per line: code; name; proposal (keep, simplify, amend, replace, abolish); yearly cost before and after in đồng."
)


def _publication(typed: Typed, issuers: Sequence[Unit]) -> Publication:
    issuer_id = typed.number_of("issuer", [one.pk for one in issuers])
    decided_on, effective_on = typed.day("decided_on"), typed.day("effective_on")
    typed.check()
    lines = read_decided(typed.text("lines"))
    return Publication(issuer_id, typed.text("number"), typed.text("title"), decided_on, effective_on, lines, typed.text("signer"))


def _report(typed: Typed, agencies: Sequence[Unit]) -> ReviewReport:
    agency_id = typed.number_of("agency", [one.pk for one in agencies])
    reported_on = typed.day("reported_on")
    typed.check()
    return ReviewReport(agency_id, typed.text("plan"), reported_on, read_reviewed(typed.text("lines")))


def _choices(units: Sequence[Unit]) -> list[Choice]:
    return [Choice(str(one.pk), one.formal_name) for one in units]


def _listed(request: HttpRequest, rows: Sequence[object], next_after: int | None, *, kind: str) -> HttpResponse:
    links = [
        Link(_("Publication decisions"), reverse("work_publications"), current=kind == "decisions"),
        Link(_("Reviews of procedures"), reverse("work_reviews"), current=kind == "reviews"),
    ]
    context = {
        "rows": rows,
        "kind": kind,
        "links": links,
        "may_record": may(actor_of(request), RECORD),
        "next": address_with(request, sau=str(next_after)) if next_after else "",
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
    }
    return show(request, "workspace/publications.html", context, section=SECTION)


def _form(request: HttpRequest, heading: str, back: str, fields: Sequence[Field], errors: Mapping[str, str]) -> HttpResponse:
    typed = Typed(request)
    context = {
        "heading": heading,
        "back": reverse(back),
        "fields": [typed.filled(one, errors) for one in fields],
        "errors": summary(errors, fields),
    }
    return show(request, "workspace/publication_form.html", context, section=SECTION, status=422 if errors else 200)
