"""Rate how a dossier was resolved: logged in, by the QR of the slip, or at the machine in the hall."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.blocks.accounts.api import client_address
from motcua.channels.portal.guessing import check_allowed, note_failure
from motcua.channels.portal.views.rating_tablet import IDLE, THANKED
from motcua.channels.ui.api import Choice, ErrorLink, Field, actor_of, citizen_only, error_links, is_kiosk, public, say_refusal
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput, NotFound, Refusal
from motcua.onestop.evaluation.api import (
    Ballot,
    Opinion,
    check_rateable,
    check_slip,
    edition_on,
    give_rating,
    give_rating_by_slip,
    give_rating_in_public,
)


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def rate_mine(request: HttpRequest, code: str) -> HttpResponse:
    """The owner or submitter rates, logged in."""
    if request.method != "POST":
        check_rateable(code, actor=actor_of(request))
        return _page(request, _questions(request, {}), [], code=code)
    try:
        give_rating(code, opinion=_opinion(request, Ballot.Way.WEB), actor=actor_of(request))
    except InvalidInput as refusal:
        return _again(request, refusal, [], code=code)
    return _thanks(request)


@public
@never_cache
@sensitive_post_parameters("so")
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest) -> HttpResponse:
    """Whoever knows the code and the identity number rates without logging in; `may=1` is the machine in the hall."""
    if request.method != "POST":
        return _page(request, [*_who(request, {}), *_questions(request, {})], [])
    code, number = request.POST.get("ma", "").strip()[:40], request.POST.get("so", "").strip()[:20]
    try:
        check_allowed(client_address(request), code)
        way = Ballot.Way.KIOSK if request.POST.get("may") else Ballot.Way.QR
        give_rating_in_public(code, number, opinion=_opinion(request, way))
    except NotFound as refusal:
        note_failure(client_address(request), code)
        return _again(request, refusal, _who(request, {}))
    except Refusal as refusal:
        return _again(request, refusal, _who(request, {}))
    return _thanks(request)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate_by_slip(request: HttpRequest, code: str, proof: str) -> HttpResponse:
    """Whoever holds the slip scans its code and rates this dossier, once, without logging in."""
    try:
        check_allowed(client_address(request), code)
        if request.method != "POST":
            check_slip(code, proof)
            return _page(request, _questions(request, {}), [], code=code)
        give_rating_by_slip(code, proof, opinion=_opinion(request, Ballot.Way.QR))
    except InvalidInput as refusal:
        return _again(request, refusal, [], code=code)
    except NotFound:
        note_failure(client_address(request), code)
        raise
    return _thanks(request)


def _opinion(request: HttpRequest, way: str) -> Opinion:
    asked = edition_on(clock.today()).asked()
    points = {index.key: int(text) for index in asked if (text := request.POST.get(f"points_{index.key}", "")) in {"0", "1", "2"}}
    satisfied = request.POST.get("satisfied", "")
    return Opinion(int(satisfied) if satisfied in {"1", "2", "3"} else 0, points, request.POST.get("words", ""), way)


def _who(request: HttpRequest, wrong: Mapping[str, str]) -> list[Field]:
    code = request.POST.get("ma", request.GET.get("ma", ""))[:40]
    return [
        Field("ma", _("Dossier code"), value=code, width="l", hint=_("On the receipt slip, for example H56.31.5-221114-0001.")),
        Field(
            "so", _("Identity number or tax code of the owner"), value=request.POST.get("so", "")[:20], width="m", inputmode="numeric",
            autocomplete="off",
        ),
    ]  # fmt: skip


def _questions(request: HttpRequest, wrong: Mapping[str, str]) -> list[Field]:
    """How satisfied, what citizens are asked of the nine indices, and own words."""
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    levels = [Choice("3", _("Very satisfied")), Choice("2", _("Satisfied")), Choice("1", _("Not satisfied"))]
    said = _("How satisfied are you with how your dossier was handled?")
    fields = [Field("satisfied", said, "radios", value=request.POST.get("satisfied", ""), choices=levels, error=wrong.get("satisfied", ""))]
    for index in edition_on(clock.today()).asked():
        if index.question is not None:
            name = f"points_{index.key}"
            choices = [Choice(str(answer.points), getattr(answer, language)) for answer in index.answers]
            label = getattr(index.question, language)
            fields.append(
                Field(name, label, "radios", value=request.POST.get(name, ""), choices=choices, required=False, error=wrong.get(name, ""))
            )
    hint = _("Please write nothing personal here: no names, no numbers.")
    words = request.POST.get("words", "")
    label = _("What should we do better?")
    fields.append(Field("words", label, "textarea", value=words, required=False, hint=hint, error=wrong.get("words", "")))
    fields.append(Field("may", "", "hidden", (request.POST.get("may") or request.GET.get("may", ""))[:80]))
    return fields


def _again(request: HttpRequest, refusal: Refusal, who: list[Field], *, code: str = "") -> HttpResponse:
    said = say_refusal(refusal)
    fields = [*who, *_questions(request, said.fields)]
    links = error_links(fields) or [ErrorLink(f"{said.message} {said.way_out}".strip(), "id_ma" if who else "")]
    return _page(request, fields, links, code=code, status=refusal.status)


def _page(request: HttpRequest, fields: list[Field], errors: list[ErrorLink], *, code: str = "", status: int = 200) -> HttpResponse:
    response = render(request, "portal/rating.html", {"fields": fields, "errors": errors, "code": code}, status=status)
    hall = request.POST.get("may") or request.GET.get("may", "")
    if hall and is_kiosk(request, hall):
        response["Refresh"] = f"{2 * IDLE}; url=/danh-gia/may/{hall}/"
    return response


def _thanks(request: HttpRequest) -> HttpResponse:
    hall = request.POST.get("may", "")
    if hall and is_kiosk(request, hall):  # the tablet of a hall goes back to its start of itself
        response = render(request, "portal/rated.html", {"again": f"/danh-gia/may/{hall}/"})
        response["Refresh"] = f"{THANKED}; url=/danh-gia/may/{hall}/"
        return response
    return render(request, "portal/rated.html", {"again": "?may=1" if hall else ""})
