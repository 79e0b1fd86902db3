"""The report on administrative reform: made, saved as a file, kept and compared."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import actor_of, guarded
from motcua.channels.workspace.file_replies import bytes_reply
from motcua.channels.workspace.page import address_with, done, errors_of, number_in, show
from motcua.channels.workspace.record_address import records_address
from motcua.channels.workspace.units import desks_of
from motcua.channels.workspace.views.search import day_in
from motcua.ground.directory.api import Unit, unit
from motcua.insight.reform_report.api import Report, as_docx, as_pdf, build_report, keep_run, paper, run_differences, run_of, runs, written
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, InvalidInput, words

READ, PREPARE = "reform_report.read", "reform_report.prepare"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHOWN = 12
_FIELDS = {"id_to": "id_den", "id_unit": "id_don-vi"}


@guarded(READ)
@require_GET
def reform_report(request: HttpRequest) -> HttpResponse:
    """The report of a unit up to a cut-off day; every number opens its records."""
    actor = actor_of(request)
    places, place = _place(request, actor)
    first, last = _period(request)
    context: dict[str, object] = {"places": places, "unit": place, "first": first, "last": last}
    try:
        report = build_report(unit=place, first=first, last=last, actor=actor)
    except InvalidInput as refusal:
        _fields, links = errors_of(refusal)
        links = [replace(link, target=_FIELDS.get(link.target, link.target)) for link in links]
        return show(request, "workspace/reform_report.html", {**context, "errors": links}, section="work_reform_figures", status=422)
    context |= {
        "paper": paper(report, records_address(place.pk, first, last)),
        "cut_off": report.cut_off,
        "runs": runs(actor)[:_SHOWN],
        "may_keep": may(actor, PREPARE, unit_path=place.path),
        "as_docx": _file_address(request, "work_reform_figures_docx"),
        "as_pdf": _file_address(request, "work_reform_figures_pdf"),
    }
    return show(request, "workspace/reform_report.html", context, section="work_reform_figures")


@guarded(READ)
@require_GET
def reform_docx(request: HttpRequest) -> HttpResponse:
    """The report as a text document."""
    report = _report(request)
    address = records_address(report.unit_id, report.first, report.last, base=_base(request))
    return bytes_reply(as_docx(paper(report, address), at=report.made_at), _DOCX, f"{_name(report)}.docx")


@guarded(READ)
@require_GET
def reform_pdf(request: HttpRequest) -> HttpResponse:
    """The report as a paper."""
    report = _report(request)
    address = records_address(report.unit_id, report.first, report.last, base=_base(request))
    return bytes_reply(as_pdf(report, address), "application/pdf", f"{_name(report)}.pdf")


@guarded(PREPARE)
@require_POST
def keep_reform(request: HttpRequest) -> HttpResponse:
    """Keep the figures as they are now."""
    report = _report(request)
    kept = keep_run(report, address=records_address(report.unit_id, report.first, report.last), actor=actor_of(request))
    asked = f"don-vi={report.unit_id}&tu={report.first}&den={report.last}"
    said = _("The report is kept as number %(number)s.") % {"number": kept.pk}
    return done(request, said, f"{reverse('work_reform_figures')}?{asked}")


@guarded(READ)
@require_GET
def reform_differences(request: HttpRequest) -> HttpResponse:
    """What two kept reports tell differently."""
    actor = actor_of(request)
    one, other = number_in(request, "truoc") or 0, number_in(request, "sau") or 0
    before, after = run_of(one, actor=actor), run_of(other, actor=actor)
    rows = [(moved, written(_whole(moved.before)), written(_whole(moved.after)), written(_whole(moved.difference), sign=True))
            for moved in run_differences(one, other, actor=actor)]  # fmt: skip
    context = {"before": before, "after": after, "rows": rows, "back": reverse("work_reform_figures")}
    return show(request, "workspace/reform_report_differences.html", context, section="work_reform_figures")


def _report(request: HttpRequest) -> Report:
    actor = actor_of(request)
    _places, place = _place(request, actor)
    first, last = _period(request)
    return build_report(unit=place, first=first, last=last, actor=actor)


def _place(request: HttpRequest, actor: Actor) -> tuple[list[Unit], Unit]:
    """The unit asked for, and those to choose from: of the posts, above, and the agencies directly below that there were in the period."""
    places = desks_of(actor, READ)
    if not places:
        raise Forbidden(words("You hold no post today whose figures you may read."))
    asked = number_in(request, "don-vi")
    place = next((one for one in places if one.pk == asked), None) or (unit(asked) if asked else places[0])
    first, last = _period(request)
    then = Unit.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first), parent_id=place.pk, body=F("pk"), valid_from__lte=last)
    above = [place.parent] if place.parent is not None and may(actor, READ, unit_path=place.parent.path) else []
    offered = [*places, *above, place, *then.order_by("level", "name", "pk")]
    return list({one.pk: one for one in offered}.values()), place


def _period(request: HttpRequest) -> tuple[date, date]:
    last = day_in(request, "den") or clock.today()
    return day_in(request, "tu") or last.replace(month=1, day=1), last


def _file_address(request: HttpRequest, name: str) -> str:
    return address_with(request).replace(request.path, reverse(name), 1)


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _name(report: Report) -> str:
    return f"bao-cao-cai-cach-{report.unit_code.replace('/', '-')}-{report.last}"


def _whole(value: float | Decimal | None) -> int | Decimal | None:
    if value is None or value == int(value):
        return None if value is None else int(value)
    return Decimal(str(value))
