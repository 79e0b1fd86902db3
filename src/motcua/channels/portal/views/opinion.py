"""Tell us what you think; nobody is asked who they are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.channels.portal.actions.give_opinion import give_opinion as keep_opinion
from motcua.channels.ui.api import Choice, Field, error_links, public, say_refusal
from motcua.kernel.errors import InvalidInput


@public
@require_http_methods(["GET", "HEAD", "POST"])
def give_opinion(request: HttpRequest) -> HttpResponse:
    """A score and, if one likes, a few words."""
    about = (request.POST.get("ve") or request.GET.get("ve", ""))[:40]
    score, text = request.POST.get("diem", ""), request.POST.get("loi", "")
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            keep_opinion(about=about, score=score, text=text)
        except InvalidInput as refusal:
            wrong = dict(say_refusal(refusal).fields)
        else:
            return render(request, "portal/thanks.html")
    scores = [
        Choice("5", _("Very easy")),
        Choice("4", _("Easy")),
        Choice("3", _("Neither easy nor hard")),
        Choice("2", _("Hard")),
        Choice("1", _("Very hard")),
    ]
    fields = [
        Field("diem", _("How easy was it?"), "radios", value=score, choices=scores, error=wrong.get("diem", "")),
        Field(
            "loi", _("What should we do better?"), "textarea", value=text, required=False, error=wrong.get("loi", ""),
            hint=_("Please write nothing personal here: no names, no numbers."),
        ),
        Field("ve", "", "hidden", value=about),
    ]  # fmt: skip
    status = 422 if wrong else 200
    return render(request, "portal/opinion.html", {"fields": fields, "errors": error_links(fields)}, status=status)
