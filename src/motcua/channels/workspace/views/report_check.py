"""Check a printed report: paste it or hand in a file, and see what does not add up or differs from the records."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.channels.ui.api import Choice, Field, actor_of, guarded
from motcua.channels.workspace.page import errors_of, show
from motcua.channels.workspace.record_address import records_address
from motcua.channels.workspace.typed import Typed, summary
from motcua.channels.workspace.units import desks_of
from motcua.ground.directory.api import Unit, unit
from motcua.insight.reform_report.api import READ, CheckedText, Question, check_text, words_of
from motcua.kernel import clock
from motcua.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the page shows it: sentence, reason, the words around, and where the records are."""

    kind: str
    says: str
    reason: str
    around: str
    records: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text; figures are marked, those that are asked about more strongly."""

    text: str
    figure: str = ""
    asked: bool = False


@guarded(READ)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form, and below it what was found; the text stays where it was typed."""
    actor, typed = actor_of(request), Typed(request)
    places = desks_of(actor, READ)
    today, errors = clock.today(), {}
    fields = [
        Field(
            "unit",
            _("Unit"),
            "select",
            str(places[0].pk) if places else "",
            choices=[Choice(str(one.pk), one.formal_name) for one in places],
            width="l",
        ),
        Field("from", _("From"), "date", values=["1", "1", str(today.year)]),
        Field("to", _("To"), "date", values=[str(today.day), str(today.month), str(today.year)]),
        Field("file", _("File of the report"), "file", accept=".docx,.txt", hint=_("DOCX or plain text, at most 5 MB"), required=False),
        Field("text", _("Or paste the text of the report"), "textarea", required=False),
    ]
    found: CheckedText | None = None
    context: dict[str, object] = {}
    if request.method == "POST":
        try:
            place_id, first, last = typed.number_of("unit", [one.pk for one in places]), typed.day("from"), typed.day("to")
            typed.check()
            place = unit(place_id)
            found = check_text(_given(request, typed), unit=place, first=first, last=last, actor=actor)
            context = _result(found, place, (first, last))
        except Refusal as refusal:
            errors = errors_of(refusal)[0] or {"": str(refusal)}
        fields = [typed.filled(one, errors) for one in fields]
    context |= {"fields": fields, "errors": summary(errors, fields), "found": found}
    return show(request, "workspace/report_check.html", context, section="work_reform_figures", status=422 if errors else 200)


def _given(request: HttpRequest, typed: Typed) -> str:
    file = request.FILES.get("file")
    return words_of(file.name or "", file.read()) if file else typed.text("text")


def _result(found: CheckedText, place: Unit, period: tuple[date, date]) -> dict[str, object]:
    address = records_address(place.pk, *period)
    return {
        "asked": [_asked(question, found, address) for question in found.questions],
        "stretches": _stretches(found),
        "loose": [found.text.around(start, end) for start, end in found.unexplained],
    }


def _asked(question: Question, found: CheckedText, address: Callable[[str], str]) -> Asked:
    claim = question.claims[0]
    reason = ""
    if question.reason is not None:
        reason = question.reason.vi if (get_language() or "vi").startswith("vi") else question.reason.en
    records = address(claim.figure) if question.kind == "records" else ""
    return Asked(question.kind, _(question.says) % question.params, reason, found.text.around(claim.start, claim.end), records)


def _stretches(found: CheckedText) -> Iterator[Stretch]:
    """The text in pieces: plain, figures, and figures that are asked about."""
    wondered = {claim.start for question in found.questions for claim in question.claims}
    place = 0
    for claim in found.claims:
        if claim.start >= place:
            yield Stretch(found.text.printed[place : claim.start])
            yield Stretch(found.text.printed[claim.start : claim.end], claim.figure, claim.start in wondered)
            place = claim.end
    yield Stretch(found.text.printed[place:])
