"""Act for an organisation, and (for its legal representative) say who else may."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.blocks.accounts.api import act_for
from motcua.channels.ui.api import Choice, Field, actor_of, citizen_only, day_in_words, error_links, say_refusal
from motcua.ground.parties.api import (
    SCOPES,
    Representation,
    acts_for,
    add_representative,
    end_representation,
    representation_of,
    representatives_of,
)
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, InvalidInput, Refusal, words

HERE = "/to-chuc/"
LIST = "/to-chuc/nguoi-dai-dien/"


@citizen_only
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """For whom I may act, and for whom I act now."""
    actor = actor_of(request)
    rows = acts_for(_person(actor), clock.today())
    chosen = actor.party_id if actor.person_id else None
    context = {
        "rows": [{"right": row, "scope": _scope(row), "until": _until(row), "now": row.organisation_id == chosen} for row in rows],
        "acting": chosen is not None,
        "section": "mine",
    }
    return render(request, "portal/organisations.html", context)


@citizen_only
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Act for one of them, or for oneself again; the choice holds for this session."""
    actor, given = actor_of(request), request.POST.get("to_chuc", "")
    if not given:
        act_for(request.session, None)
        messages.success(request, _("From now on you act for yourself."))
        return HttpResponseRedirect(HERE)
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0
    found = representation_of(number, _person(actor), clock.today())
    if found is None:
        raise Forbidden(words("You may not act for this organisation."), way_out=words("Ask its legal representative to add you."))
    act_for(request.session, found.organisation_id)
    messages.success(request, _("From now on you act for %(organisation)s.") % {"organisation": found.organisation.full_name})
    return HttpResponseRedirect(HERE)


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def representatives(request: HttpRequest) -> HttpResponse:
    """Who acts for the organisation, in what and until when; the legal representative adds people."""
    actor = actor_of(request)
    if request.method == "POST":
        try:
            _add(request, actor)
        except InvalidInput as refusal:
            return _show(request, actor, dict(say_refusal(refusal).fields), status=422)
        except Refusal as refusal:
            told = say_refusal(refusal)
            messages.error(request, f"{told.message} {told.way_out}".strip())
            return HttpResponseRedirect(LIST)
        messages.success(request, _("The person may act for the organisation from now on."))
        return HttpResponseRedirect(LIST)
    return _show(request, actor, {})


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, representation: int) -> HttpResponse:
    """Take the right back, after asking."""
    if request.method == "POST":
        end_representation(representation, actor=actor_of(request))
        messages.success(request, _("The right was taken back. It holds no more, also where the person is logged in now."))
        return HttpResponseRedirect(LIST)
    context = {
        "title": _("Take the right back?"),
        "text": _("The person can do nothing for the organisation any more, from this moment on."),
        "label": _("Yes, take it back"),
        "tone": "warn",
        "back": LIST,
    }
    return render(request, "ui/confirm.html", context)


def _show(request: HttpRequest, actor: Actor, errors: dict[str, str], *, status: int = 200) -> HttpResponse:
    organisation_id = actor.party_id if actor.person_id else None
    right = representation_of(organisation_id, actor.person_id or 0, clock.today()) if organisation_id else None
    manages = right is not None and right.kind == Representation.Kind.LEGAL
    fields = _fields(request, errors)
    context = {
        "organisation": right.organisation if right else None,
        "manages": manages,
        "rows": [{"right": row, "scope": _scope(row), "until": _until(row)} for row in representatives_of(organisation_id or 0)]
        if right
        else [],
        "fields": fields if manages else [],
        "errors": error_links(fields) if manages else [],
        "back": HERE,
        "section": "mine",
    }
    return render(request, "portal/representatives.html", context, status=status)


def _add(request: HttpRequest, actor: Actor) -> None:
    parts = [request.POST.get(f"den_ngay-{part}", "").strip() for part in ("day", "month", "year")]
    add_representative(
        citizen_id=request.POST.get("so_dinh_danh", ""),
        scope=request.POST.getlist("pham_vi"),
        until=_day(parts),
        legal=request.POST.get("vai_tro") == "legal",
        actor=actor,
    )


def _day(parts: list[str]) -> date | None:
    if not any(parts):
        return None
    try:
        day, month, year = map(int, parts)
        return date(year, month, day)
    except ValueError:
        return date.min  # refused as a day in the past, with the field marked


def _fields(request: HttpRequest, errors: dict[str, str]) -> list[Field]:
    typed = request.POST
    roles = [
        Choice("staff", _("Staff with the rights ticked below")),
        Choice("legal", _("Legal representative: everything, and this list")),
    ]
    return [
        Field(
            "so_dinh_danh", _("Personal identification number"), value=typed.get("so_dinh_danh", ""), error=errors.get("citizen_id", ""),
            width="m", inputmode="numeric", max_length=15, hint=_("The person must have logged in here once."),
        ),
        Field("vai_tro", _("As"), "radios", value=typed.get("vai_tro", "staff"), choices=roles),
        Field(
            "pham_vi", _("May do"), "checkboxes", values=typed.getlist("pham_vi"), error=errors.get("scope", ""), required=False,
            choices=[Choice(key, _(label)) for key, label in SCOPES.items()],
        ),
        Field(
            "den_ngay", _("Until (last day)"), "date", required=False, error=errors.get("until", ""),
            values=[typed.get(f"den_ngay-{part}", "") for part in ("day", "month", "year")], hint=_("Empty: until you take it back."),
        ),
    ]  # fmt: skip


def _person(actor: Actor) -> int:
    return actor.person_id or actor.party_id or 0


def _scope(row: Representation) -> str:
    if row.kind == Representation.Kind.LEGAL:
        return _("legal representative")
    return ", ".join(_(SCOPES[name]) for name in row.scope if name in SCOPES)


def _until(row: Representation) -> str:
    return day_in_words(row.valid_to) if row.valid_to else ""
