"""In whose name one applies: one's own, with an authorisation, or helping with consent; and the owner's way to end it."""

from datetime import date
from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.channels.portal.draft_steps import draft_with_content
from motcua.channels.portal.terms import language
from motcua.channels.ui.api import Choice, Field, actor_of, citizen_only, error_links, say_field, say_refusal
from motcua.ground.parties.api import Particulars, Party
from motcua.kernel.errors import NotFound, Refusal, words
from motcua.onestop.desk.api import ask_consent, confirm_consent, consent_on_paper, name_owner
from motcua.onestop.dossiers.api import Dossier, Draft, Mandate, choose_acting, end_mandate, mandate_of


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def in_whose_name(request: HttpRequest, key: UUID) -> HttpResponse:
    """For whom is this application, and who shall get the messages?"""
    draft, content = draft_with_content(key, actor_of(request))
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            chosen = _choose(request, draft)
        except Refusal as refused:
            errors = {one.field: say_field(one) for one in refused.fields} or {"acting": say_refusal(refused).message}
        else:
            return HttpResponseRedirect(f"/nhap/{key}/dong-y/" if chosen.acting == Dossier.Acting.HELPER else f"/nhap/{key}/")
    fields = _fields(request, draft, errors)
    context = {
        "name": content.name.in_language(language()),
        "first": fields[:1],
        "person": fields[1:5],
        "last": fields[5:],
        "errors": error_links(fields),
        "back": f"/nhap/{key}/",
    }
    return render(request, "portal/in_whose_name.html", context, status=422 if errors else 200)


@citizen_only
@sensitive_post_parameters("ma")
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, key: UUID) -> HttpResponse:
    """The owner agrees: a code sent to the owner's phone is read out, or a signed paper is attached."""
    draft, content = draft_with_content(key, actor_of(request))
    if draft.owner is None or draft.acting != Dossier.Acting.HELPER:
        return HttpResponseRedirect(f"/nhap/{key}/nop-thay/")
    errors: dict[str, str] = {}
    if request.method == "POST":
        wish = request.POST.get("lam", "")
        try:
            if _agree(request, draft, wish):
                return HttpResponseRedirect(f"/nhap/{key}/" if wish != "gui" else f"/nhap/{key}/dong-y/?da-gui")
            errors = {"tep": _("Choose the file of the signed paper.")}
        except Refusal as refused:
            said = say_refusal(refused)
            errors = {{"gui": "ma", "ma": "ma"}.get(wish, "tep"): f"{said.message} {said.way_out}".strip()}
    code = Field(
        "ma",
        _("The code that the person reads to you"),
        inputmode="numeric",
        autocomplete="off",
        width="s",
        max_length=6,
        error=errors.get("ma", ""),
    )
    paper = Field(
        "tep",
        _("Signed paper of consent"),
        "file",
        hint=_("PDF, JPG or PNG, at most 10 MB. The desk looks at it at intake."),
        accept=".pdf,.jpg,.jpeg,.png",
        error=errors.get("tep", ""),
    )
    context = {
        "name": content.name.in_language(language()),
        "owner": draft.owner.full_name,
        "phone": f"*** *** {draft.owner.phone[-3:]}" if draft.owner.phone else "",
        "given": mandate_of(draft),
        "sent": "da-gui" in request.GET,
        "code": code,
        "paper": paper,
        "errors": error_links([one for one in (code, paper) if one.error]),
        "back": f"/nhap/{key}/nop-thay/",
        "next": f"/nhap/{key}/",
    }
    return render(request, "portal/consent.html", context, status=422 if errors else 200)


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def who_acts(request: HttpRequest, code: str) -> HttpResponse:
    """Who acts for the owner in this dossier; the owner ends it, or who acts steps back."""
    actor = actor_of(request)
    row = Dossier.objects.visible_to(actor).select_related("submitter", "owner").filter(code=code).first()
    if row is None:
        raise NotFound(words("There is no dossier with this code that you may see."))
    mandate = Mandate.objects.filter(dossier=row, ended_at__isnull=True).first()
    back = f"/ho-so/{code}/"
    if mandate is None:
        return HttpResponseRedirect(back)
    own = actor.party_id == row.owner_id
    if request.method == "POST":
        end_mandate(code, actor=actor)
        messages.success(request, _("From now on only the owner acts in this dossier."))
        return HttpResponseRedirect(back if own else "/ho-so-cua-toi/")
    text = (
        _("%(name)s acts for you in this dossier. When you end it, this person can no longer see it and gets no messages.")
        if own
        else _("You act for %(owner)s. When you step back you can no longer see this dossier.")
    )
    context = {
        "title": _("End that somebody acts for you?") if own else _("Stop acting for this person?"),
        "text": text % {"name": row.submitter.full_name, "owner": row.owner.full_name},
        "label": _("Yes, end it"),
        "tone": "warn",
        "back": back,
    }
    return render(request, "ui/confirm.html", context)


def _choose(request: HttpRequest, draft: Draft) -> Draft:
    acting, told = request.POST.get("acting", ""), request.POST.get("messages_to", "owner")
    if acting not in (Dossier.Acting.AUTHORISED, Dossier.Acting.HELPER):
        return choose_acting(draft.key, acting=acting, owner=None, messages_to="owner", actor=actor_of(request))
    given = Particulars(
        kind="person",
        full_name=request.POST.get("full_name", "")[:200],
        citizen_id=request.POST.get("citizen_id", "")[:20],
        birth_date=_born(request),
        sex=request.POST.get("sex", "")[:10],
    )
    return name_owner(draft.key, given, acting=acting, messages_to=told, actor=actor_of(request))


def _agree(request: HttpRequest, draft: Draft, wish: str) -> bool:
    actor = actor_of(request)
    if wish == "gui":
        ask_consent(draft.key, actor=actor)
    elif wish == "ma":
        confirm_consent(draft.key, request.POST.get("ma", "")[:12], actor=actor)
    else:
        upload = request.FILES.get("tep")
        if upload is None:
            return False
        consent_on_paper(draft.key, name=upload.name or "", stream=cast(BinaryIO, upload.file), actor=actor)
    return True


def _born(request: HttpRequest) -> date | None:
    parts = [request.POST.get(f"birth_date-{part}", "") for part in ("year", "month", "day")]
    try:
        return date(*(int(part) for part in parts if part.isascii() and len(part) < 5))
    except (TypeError, ValueError):
        return None


def _fields(request: HttpRequest, draft: Draft, errors: dict[str, str]) -> list[Field]:
    posted = request.POST if request.method == "POST" else None
    owner: Party | None = draft.owner

    def value(name: str, known: str) -> str:
        return posted.get(name, "") if posted is not None else known

    born = owner.birth_date if owner else None
    days = tuple(value(f"birth_date-{part}", str(getattr(born, part)) if born else "") for part in ("day", "month", "year"))
    acting = [
        Choice("self", _("In my own name")),
        Choice("authorised", _("For somebody who authorised me"), _("You attach the paper of authorisation.")),
        Choice("helper", _("I help somebody to apply"), _("The person agrees by a code from the phone, or on a signed paper.")),
    ]
    told = [
        Choice("owner", _("The person for whom I act")),
        Choice("submitter", _("Me")),
        Choice("both", _("Both of us")),
    ]
    sexes = [Choice("male", _("Male")), Choice("female", _("Female"))]
    return [
        Field(
            "acting",
            _("In whose name do you apply?"),
            "radios",
            value("acting", draft.acting),
            choices=acting,
            error=errors.get("acting", ""),
        ),
        Field(
            "citizen_id",
            _("Citizen number of the person"),
            "number",
            value("citizen_id", (owner.citizen_id or "") if owner else ""),
            hint=_("12 digits, on the identity card."),
            width="m",
            error=errors.get("citizen_id") or errors.get("owner", ""),
        ),
        Field(
            "full_name",
            _("Full name of the person"),
            value=value("full_name", owner.full_name if owner else ""),
            error=errors.get("full_name", ""),
        ),
        Field("birth_date", _("Date of birth of the person"), "date", values=days, error=errors.get("birth_date", "")),
        Field(
            "sex", _("Sex"), "radios", value("sex", owner.sex if owner else ""), choices=sexes, required=False, error=errors.get("sex", "")
        ),
        Field(
            "messages_to",
            _("Who shall get the messages?"),
            "radios",
            value("messages_to", draft.messages_to),
            choices=told,
            error=errors.get("messages_to", ""),
        ),
    ]
