"""Work on a dossier: complete a step, sign, notify and settle obligations, hand over the result."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.blocks.accounts.api import client_address, confirm_identity, confirmed_recently, mark_confirmed
from motcua.channels.ui.api import Choice, Field, actor_of, guarded, say_refusal
from motcua.channels.workspace import vocabulary
from motcua.channels.workspace.dossier_sheet import DossierSheet
from motcua.channels.workspace.page import Question, ask_first, done, errors_of, is_confirmed, refuse_to, show
from motcua.channels.workspace.small_form import small_form
from motcua.kernel.errors import Conflict, FieldError, Forbidden, InvalidInput, Refusal, words
from motcua.onestop.dossiers.api import (
    METHODS,
    NEEDS_COMMENT,
    Decision,
    Dossier,
    Result,
    Status,
    complete_task,
    request_payment,
    return_result,
    settle_payment,
)

STOPPING = frozenset({"not_eligible", "refused"})


@guarded("workspace.act")
@require_POST
def task(request: HttpRequest, code: str, task_id: int) -> HttpResponse:
    """Complete a step with an outcome and a comment; signing asks for the password again."""
    actor = actor_of(request)
    decision = Decision(request.POST.get("outcome", ""), request.POST.get("comment", "").strip())
    sheet = DossierSheet.open(code, actor, task_id=task_id)
    if sheet.task is None or sheet.task.pk != task_id:
        closed = Conflict(
            words("This step is already done, or belongs to another post."), way_out=words("See below who acted and what can be done now.")
        )
        return refuse_to(request, closed, sheet.address)
    try:
        _check(decision)
        signing = sheet.task.step == "approve" and decision.outcome not in NEEDS_COMMENT
        question = _question(request, sheet, decision, signing=signing)
        if question is not None:
            return ask_first(request, question)
        finished = complete_task(task_id, decision=decision, actor=actor)
    except InvalidInput as refused:
        wrong, links = errors_of(refused)
        context = {**sheet.context(), "wrong": wrong, "errors": links, "typed": {"outcome": decision.outcome, "comment": decision.comment}}
        return show(request, "workspace/dossier.html", context, section="work_inbox", status=422)
    except (Conflict, Forbidden) as late:
        return refuse_to(request, late, sheet.address)
    return done(request, _told(finished) % {"code": code}, reverse("work_inbox"))


def _told(finished: Dossier) -> str:
    """What the step led to."""
    if finished.status == Status.STOPPED:
        return _("Stopped: %(code)s. The citizen is told the reason.")
    if finished.status != Status.RESOLVED:
        return _("Done: %(code)s goes on.")
    printed = Result.objects.filter(dossier=finished).exists()
    return _("Resolved: %(code)s. The result is being printed and signed.") if printed else _("Resolved: %(code)s.")


def _check(decision: Decision) -> None:
    """What the action would refuse as well, asked before the question whether one is sure."""
    if not decision.outcome:
        message = words("Choose your decision.")
        raise InvalidInput(message, fields=[FieldError("outcome", message)])
    if decision.outcome in NEEDS_COMMENT and not decision.comment:
        message = words("Give the reason; the next person, and perhaps the citizen, will read it.")
        raise InvalidInput(message, fields=[FieldError("comment", message)])


def _question(request: HttpRequest, sheet: DossierSheet, decision: Decision, *, signing: bool) -> Question | None:
    """What must be asked before this decision, or nothing (any more)."""
    if not signing and decision.outcome not in STOPPING:
        return None
    error = ""
    if is_confirmed(request):
        error = _identity_error(request) if signing else ""
        if not error:
            return None
    dossier = sheet.dossier
    words_of = {"code": dossier.code, "name": dossier.owner_name, "reason": decision.comment}
    if not signing:
        text = _("Processing of %(code)s of %(name)s ends with this reason: “%(reason)s”. This cannot be undone.") % words_of
        return Question(_("End this dossier without a result?"), text, _("Yes, end it"), sheet.address, tone="warn")
    text = _("You approve the dossier %(code)s of %(name)s; the result is signed in your name and cannot be taken back.") % words_of
    asked = [] if confirmed_recently(request.session) else [_password(error)]
    return Question(_("Approve and sign?"), text, _("Approve and sign"), sheet.address, fields=asked)


def _password(error: str) -> Field:
    return Field("password", _("Your password, once more"), "password", error=error, autocomplete="current-password", width="m")


def _identity_error(request: HttpRequest) -> str:
    """Why the person could not be confirmed; empty when it is certain who signs."""
    if confirmed_recently(request.session):
        return ""
    password = request.POST.get("password", "")
    if not password:
        return _("Enter your password to sign.")
    try:
        confirm_identity(actor=actor_of(request), password=password, address=client_address(request))
    except Refusal as refused:
        said = say_refusal(refused)
        return " ".join(part for part in (said.message, said.way_out) if part)
    mark_confirmed(request.session)
    return ""


@guarded("dossier.process")
@require_http_methods(["GET", "POST"])
def obligation(request: HttpRequest, code: str) -> HttpResponse:
    """Enter the notice of another body about an amount owed; the clock stops."""
    actor = actor_of(request)
    sheet = DossierSheet.open(code, actor)
    given = {name: request.POST.get(name, "").strip() for name in ("notice_number", "payee", "amount")}
    wrong: dict[str, str] = {}
    if request.method == "POST":
        digits = given["amount"].replace(".", "").replace(" ", "")
        amount = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else 0
        try:
            request_payment(code, notice_number=given["notice_number"], payee=given["payee"], amount=amount, actor=actor)
        except InvalidInput as refused:
            wrong = errors_of(refused)[0]
        except Conflict as late:
            return refuse_to(request, late, sheet.address)
        else:
            return done(request, _("The citizen is told; the clock stands still until it is paid."), sheet.address)
    fields = [
        Field("notice_number", _("Number of the notice"), value=given["notice_number"], error=wrong.get("notice_number", ""), width="m"),
        Field("payee", _("To be paid to"), value=given["payee"], error=wrong.get("payee", ""), width="l"),
        Field("amount", _("Amount"), "money", given["amount"], error=wrong.get("amount", ""), width="m", suffix="₫"),
    ]
    words_of = (
        _("Notify a financial obligation"),
        _("The citizen is told what to pay and to whom. The time until payment does not count."),
    )
    return small_form(request, sheet, words_of, fields, _("Notify"))


@guarded("dossier.settle_payment")
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, code: str) -> HttpResponse:
    """Note the receipt that proves payment; the clock goes on."""
    actor = actor_of(request)
    sheet = DossierSheet.open(code, actor)
    number, error = request.POST.get("receipt_number", ""), ""
    if request.method == "POST":
        try:
            settle_payment(code, receipt_number=number, actor=actor)
        except InvalidInput as refused:
            error = errors_of(refused)[0].get("receipt_number", "")
        except Conflict as late:
            return refuse_to(request, late, sheet.address)
        else:
            return done(request, _("Noted. The clock goes on."), sheet.address)
    fields = [Field("receipt_number", _("Number of the receipt"), value=number, error=error, width="m")]
    words_of = (_("Note the receipt of the obligation"), _("The time limit goes on from now; the waiting time is added."))
    return small_form(request, sheet, words_of, fields, _("Note the receipt"))


@guarded("dossier.receive")
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the result over and note who received it."""
    actor = actor_of(request)
    sheet = DossierSheet.open(code, actor)
    method = request.POST.get("method", sheet.dossier.return_wish)
    receiver = request.POST.get("received_by", sheet.dossier.submitter.full_name)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            return_result(code, method=method, received_by=receiver, actor=actor)
        except InvalidInput as refused:
            wrong = errors_of(refused)[0]
        except Conflict as late:
            unpaid = late.code == "fee_unpaid"
            return refuse_to(request, late, reverse("work_take_cash", args=[code]) if unpaid else sheet.address)
        else:
            return done(request, _("Handed over to %(name)s.") % {"name": receiver}, reverse("work_to_return"))
    choices = [Choice(key, vocabulary.said(vocabulary.METHODS, key)) for key in METHODS]
    hint = _("Look at the identity card, or at the paper of authorisation.")
    fields = [
        Field("method", _("How is it handed over?"), "radios", method, choices=choices, error=wrong.get("method", "")),
        Field(
            "received_by", _("Name of the person who receives it"), value=receiver, hint=hint, error=wrong.get("received_by", ""), width="l"
        ),
    ]
    return small_form(request, sheet, (_("Hand over the result"), ""), fields, _("Handed over"))
