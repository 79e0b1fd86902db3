"""A survey answered with a one-time link, without a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.channels.ui.api import Choice, Field, actor_of, error_links, public, say_refusal
from motcua.insight.indexes.api import SurveySheet, answer_survey, invitation
from motcua.kernel.errors import InvalidInput, NotFound


@public
@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """The questions; a link that was used says so."""
    errors: dict[str, str] = {}
    try:
        link, sheet = invitation(token)
        if request.method == "POST":
            given = {one.key: _number(request.POST.get(one.key, "")) for one in sheet.questions}
            answer_survey(token, given, actor=actor_of(request))
            return render(request, "portal/survey_thanks.html", {"answered": True})
    except NotFound:
        return render(request, "portal/survey_thanks.html", {"answered": False}, status=404)
    except InvalidInput as refusal:
        errors = dict(say_refusal(refusal).fields)
    fields = _fields(request, sheet, errors)
    context = {"unit": link.unit, "fields": fields, "errors": error_links(fields)}
    return render(request, "portal/survey.html", context, status=422 if errors else 200)


def _fields(request: HttpRequest, sheet: SurveySheet, errors: dict[str, str]) -> list[Field]:
    english = (get_language() or "vi").startswith("en")
    ends = {1: _("very bad"), sheet.scale: _("very good")}
    choices = [Choice(str(one), f"{one} – {ends[one]}" if one in ends else str(one)) for one in range(sheet.scale, 0, -1)]
    return [
        Field(
            one.key,
            one.en if english else one.vi,
            "radios",
            value=request.POST.get(one.key, ""),
            choices=choices,
            error=errors.get(one.key, ""),
        )
        for one in sheet.questions
    ]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
