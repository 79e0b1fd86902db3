"""Follow one's own feedback: logged in, or with the code and secret of the receipt."""

from typing import BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.blocks.accounts.api import client_address
from motcua.channels.portal.downloads import file_response
from motcua.channels.portal.feedback_words import RATING_WORDS, kind_name, status_in_words, steps_of, tone_of, topic_name
from motcua.channels.portal.guessing import check_allowed, note_failure
from motcua.channels.portal.views.feedback_send import RECEIPTS
from motcua.channels.ui.api import Choice, ErrorLink, Field, actor_of, error_links, public, say_refusal
from motcua.kernel import clock
from motcua.kernel.errors import Refusal
from motcua.onestop.feedback.api import (
    ANSWERED,
    Feedback,
    FeedbackSheet,
    Status,
    Upload,
    answer_supplement,
    content_in_force,
    rate_feedback,
    reopen_feedback,
    reopen_until,
    senders_answer,
    senders_attachment,
    senders_sheet,
)


@public
@never_cache
@sensitive_post_parameters("bi_mat")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Code and secret; and for who is logged in the list of his own."""
    values = request.POST if request.method == "POST" else request.GET
    code, secret = values.get("ma", "").strip().upper()[:40], request.POST.get("bi_mat", "").strip()[:40]
    posted = request.method == "POST"
    fields = [
        Field(
            "ma",
            _("Code of the feedback"),
            value=code,
            width="l",
            hint=_("On your receipt, for example PAKN-221114-0001."),
            error=_("Enter the code.") if posted and not code else "",
        ),
        Field("bi_mat", _("Secret"), width="m", autocomplete="off", error=_("Enter the secret.") if posted and not secret else ""),
    ]
    links, status = error_links(fields), 200
    if posted and not links:
        try:
            _open(request, code, secret)
        except Refusal as refusal:
            said, status = say_refusal(refusal), refusal.status
            links = [ErrorLink(f"{said.message} {said.way_out}".strip(), "id_ma")]
        else:
            return HttpResponseRedirect(f"/phan-anh/theo-doi/{code}/")
    actor = actor_of(request)
    mine = Feedback.objects.visible_to(actor).order_by("-id")[:50] if actor.kind == "citizen" else []
    rows = [{"one": one, "status": status_in_words(one.status), "tone": tone_of(one.status)} for one in mine]
    context = {"fields": fields, "errors": links, "rows": rows, "section": "feedback"}
    return render(request, "portal/feedback_ask.html", context, status=422 if links and status == 200 else status)


@public
@never_cache
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Where it lies, by when it is answered, what is asked of the sender, the answer."""
    return _page(request, code)


@public
@require_POST
def act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """The sender adds something, rates the answer, or reopens the matter."""
    actor, secret = actor_of(request), _secret(request, code)
    senders_sheet(code, secret, actor=actor)
    try:
        if verb == "bo-sung":
            files = [
                Upload(one.name or "", cast(BinaryIO, one.file)) for one in request.FILES.getlist("files") if isinstance(one, UploadedFile)
            ]
            answer_supplement(code, secret=secret, text=request.POST.get("text", ""), files=files, actor=actor)
        elif verb == "danh-gia":
            rate_feedback(code, secret=secret, rating=request.POST.get("rating", ""), actor=actor)
        else:
            reopen_feedback(code, secret=secret, reason=request.POST.get("reason", ""), actor=actor)
    except Refusal as refusal:
        return _page(request, code, refusal)
    messages.success(request, _("Thank you, we have it."))
    return HttpResponseRedirect(f"/phan-anh/theo-doi/{code}/")


@public
@require_safe
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """The signed answer."""
    return file_response(senders_answer(code, _secret(request, code), actor=actor_of(request)), f"{code}-tra-loi.pdf")


@public
@require_safe
def attachment(request: HttpRequest, code: str, attachment: int) -> HttpResponse:
    """A file one sent."""
    found = senders_attachment(code, attachment, _secret(request, code), actor=actor_of(request))
    return file_response(found.file, found.name)


def _open(request: HttpRequest, code: str, secret: str) -> None:
    address = client_address(request)
    check_allowed(address, code)
    try:
        senders_sheet(code, secret, actor=actor_of(request))
    except Refusal:
        note_failure(address, code)
        raise
    request.session[RECEIPTS] = {**request.session.get(RECEIPTS, {}), code: secret}


def _secret(request: HttpRequest, code: str) -> str:
    return str(request.session.get(RECEIPTS, {}).get(code, ""))


def _page(request: HttpRequest, code: str, refusal: Refusal | None = None) -> HttpResponse:
    sheet = senders_sheet(code, _secret(request, code), actor=actor_of(request))
    said = say_refusal(refusal) if refusal else None
    wrong = dict(said.fields) if said else {}
    forms = _forms(request, sheet, wrong)
    links = error_links([one for fields in forms.values() for one in fields])
    if said and not links:
        links = [ErrorLink(f"{said.message} {said.way_out}".strip())]
    feedback, content = sheet.feedback, content_in_force()
    ground = content.ground(feedback.end_ground)
    context = {
        "sheet": sheet,
        "feedback": feedback,
        "status": status_in_words(feedback.status),
        "tone": tone_of(feedback.status),
        "kind": kind_name(content, feedback.kind),
        "topic": topic_name(content, feedback.topic),
        "steps": steps_of(sheet),
        "guidance": ground.text.in_language(get_language() or "vi") if ground and feedback.status == Status.REFUSED else "",
        "answers": [one for one in sheet.answers if one.approved_at],
        "asked": next((one for one in sheet.supplements if one.answered_at is None), None),
        "rating": _(RATING_WORDS[feedback.rating]) if feedback.rating else "",
        "errors": links,
        "section": "feedback",
        **forms,
    }
    return render(request, "portal/feedback_follow.html", context, status=refusal.status if refusal else 200)


def _forms(request: HttpRequest, sheet: FeedbackSheet, wrong: dict[str, str]) -> dict[str, list[Field]]:
    """What the sender can do now, as fields; empty where there is nothing to do."""
    feedback, given = sheet.feedback, request.POST
    adding = [
        Field("text", _("Your additions"), "textarea", given.get("text", ""), error=wrong.get("text", "")),
        Field(
            "files",
            _("Photos or papers"),
            "file",
            multiple=True,
            required=False,
            accept=".jpg,.jpeg,.png,.pdf",
            error=wrong.get("files", ""),
        ),
    ]
    choices = [Choice(key, _(text)) for key, text in RATING_WORDS.items()]
    rating = [
        Field(
            "rating", _("Does the answer satisfy you?"), "radios", given.get("rating", ""), choices=choices, error=wrong.get("rating", "")
        )
    ]
    reopening = [Field("reason", _("What does it leave open?"), "textarea", given.get("reason", ""), error=wrong.get("reason", ""))]
    until = reopen_until(feedback)
    may_reopen = feedback.status in ANSWERED and feedback.reopened_at is None and until is not None and clock.now() <= until
    return {
        "adding": adding if feedback.status == Status.SUPPLEMENT_ASKED else [],
        "rating_fields": rating if feedback.status in {Status.PUBLISHED, Status.ANSWER_APPROVED} else [],
        "reopening": reopening if may_reopen and feedback.status != Status.WAITING_PUBLICATION else [],
    }
