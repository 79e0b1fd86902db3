"""Reports of regimes: those one's own agency owes, a period with who is late, the regimes themselves."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import Choice, Field, Link, actor_of, guarded
from motcua.channels.workspace.page import address_with, done, errors_of, number_in, show
from motcua.channels.workspace.reporting_words import FREQUENCIES, told
from motcua.channels.workspace.typed import Typed, summary
from motcua.insight.reporting.api import board, my_reports, open_period, periods_seen, regimes_now
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput, Refusal, words

READ, SUPERVISE = "reporting.read", "reporting.supervise"
SECTION = "work_reports"


def tabs(current: str) -> list[Link]:
    """The three pages about reports."""
    named = (("work_reports", _("Our reports")), ("work_report_periods", _("Periods and late reports")), ("work_regimes", _("Regimes")))
    return [Link(label, reverse(name), current=name == current) for name, label in named]


@guarded(READ)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What the agencies of one's posts still have to report, by deadline; and what is done."""
    actor = actor_of(request)
    finished = "xong" in request.GET
    context = {
        "rows": my_reports(actor, done=finished),
        "finished": finished,
        "tabs": tabs("work_reports"),
        "views": [
            Link(_("To be made"), request.path, current=not finished),
            Link(_("Done"), f"{request.path}?xong", current=finished),
        ],
        "today": clock.today(),
    }
    return show(request, "workspace/reports.html", context, section=SECTION)


@guarded(READ)
@require_GET
def periods(request: HttpRequest) -> HttpResponse:
    """The periods that are open or were, with how many reports are done."""
    actor = actor_of(request)
    context = {
        "periods": periods_seen(actor),
        "tabs": tabs("work_report_periods"),
        "may_open": may(actor, SUPERVISE),
        "today": clock.today(),
    }
    return show(request, "workspace/report_periods.html", context, section=SECTION)


@guarded(READ)
@require_GET
def period(request: HttpRequest, reporting_period: int) -> HttpResponse:
    """One period: how far it is, and each report with its deadline and days late."""
    late_only = "tre" in request.GET
    found = board(reporting_period, after=number_in(request, "sau"), late_only=late_only, actor=actor_of(request))
    context = {
        "board": found,
        "late_only": late_only,
        "views": [
            Link(_("All"), request.path, current=not late_only, count=sum(found.counts.values())),
            Link(_("Late"), f"{request.path}?tre", current=late_only, count=found.late),
        ],
        "counts": sorted(found.counts.items()),
        "next": address_with(request, sau=str(found.next_after)) if found.next_after else "",
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
    }
    return show(request, "workspace/report_period.html", context, section=SECTION)


@guarded(READ)
@require_GET
def regimes(request: HttpRequest) -> HttpResponse:
    """The regimes in force: what NĐ 09/2019/NĐ-CP a.7 asks of each, and its forms."""
    context = {"regimes": regimes_now(), "tabs": tabs("work_regimes")}
    return show(request, "workspace/regimes.html", context, section=SECTION)


@guarded(SUPERVISE)
@require_http_methods(["GET", "POST"])
def open_one(request: HttpRequest) -> HttpResponse:
    """Open a period by hand: one that ended before the regime was loaded, or earlier than the day on which it opens by itself."""
    typed, errors = Typed(request), dict[str, str]()
    fields = _fields()
    if request.method == "POST":
        try:
            year, number = typed.text("nam"), typed.text("so")
            if not (year.isascii() and year.isdigit() and number.isascii() and number.isdigit()):
                raise InvalidInput(words("There is no such period."))
            found = open_period(typed.text("che-do"), typed.text("ky"), int(year[:5]), int(number[:5]), actor=actor_of(request))  # type: ignore[arg-type]  # the action refuses what is no frequency
        except Refusal as refusal:
            errors = errors_of(refusal)[0] or {"": str(errors_of(refusal)[1][0].text)}
        else:
            return done(request, _("The period is open."), reverse("work_report_period", args=[found.pk]))
    context = {
        "heading": _("Open a period"),
        "back": reverse("work_report_periods"),
        "fields": [typed.filled(one, errors) for one in fields] if request.method == "POST" else fields,
        "errors": summary(errors, fields),
        "label": _("Open the period"),
        "lead": _("One draft is made for every assigned unit and filled from the records. Periods that are due open by themselves."),
    }
    return show(request, "workspace/report_form.html", context, section=SECTION, status=422 if errors else 200)


def _fields() -> list[Field]:
    known = regimes_now()
    today = clock.today()
    return [
        Field("che-do", _("Regime"), "select", choices=[Choice(version.code, told(regime.name)) for version, regime in known]),
        Field("ky", _("Kind of period"), "select", choices=[Choice(key, _(label)) for key, label in FREQUENCIES.items()]),
        Field(
            "so",
            _("Number of the period in the year"),
            value="1",
            width="xs",
            inputmode="numeric",
            hint=_("Quarter III is 3; a year is 1."),
        ),
        Field("nam", _("Year"), value=str(today.year), width="s", inputmode="numeric"),
    ]
