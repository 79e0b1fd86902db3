"""Refunds: asked for at the desk, decided by a leader, given back."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import Field, Link, actor_of, error_links, guarded, say
from motcua.channels.workspace.dossier_sheet import DossierSheet
from motcua.channels.workspace.page import Question, address_with, ask_first, done, errors_of, is_confirmed, number_in, refuse_to, show
from motcua.channels.workspace.small_form import small_form
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound, words
from motcua.kernel.money import format_dong
from motcua.onestop.payments.api import (
    RETURNING_WORDS,
    Account,
    Refund,
    Returning,
    ask_refund,
    decide_refund,
    give_back,
    refund_of,
    refunds_of,
    transaction_of,
)

TONES = {"requested": "wait", "approved": "now", "sent": "now", "done": "good", "rejected": "bad"}


@guarded("payment.read")
@require_GET
def refunds(request: HttpRequest) -> HttpResponse:
    """Refunds of dossiers the actor may see; those that wait for approval first when asked so."""
    state = request.GET.get("trang-thai", "")
    state = state if state in RETURNING_WORDS else ""
    page = refunds_of(state=state, after=number_in(request, "sau"), actor=actor_of(request))
    tabs = [Link(_("All"), reverse("work_refunds"), current=not state)]
    tabs += [
        Link(say(text, {}), f"{reverse('work_refunds')}?trang-thai={key}", current=state == key) for key, text in RETURNING_WORDS.items()
    ]
    context = {
        "rows": [(one, say(RETURNING_WORDS[Returning(one.state)], {}), TONES[one.state]) for one in page.rows],
        "tabs": tabs,
        "next": address_with(request, sau=str(page.next_after)) if page.next_after else "",
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
    }
    return show(request, "workspace/refunds.html", context, section="work_refunds")


@guarded("payment.read")
@require_http_methods(["GET", "POST"])
def refund(request: HttpRequest, reference: str) -> HttpResponse:
    """One refund: what it is for, and what the actor may do with it now."""
    actor = actor_of(request)
    found = _found(reference, actor)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        wish = request.POST.get("do", "")
        if wish == "approve" and not is_confirmed(request):
            return ask_first(request, _sure(found))
        try:
            _act(found, wish, request, actor)
        except InvalidInput as refused:
            wrong = errors_of(refused)[0]
        except (Conflict, Forbidden) as refused:
            return refuse_to(request, refused, reverse("work_refund", args=[reference]))
        else:
            return done(request, _("Noted."), reverse("work_refund", args=[reference]))
    return _show(request, found, actor, wrong)


def _act(found: Refund, wish: str, request: HttpRequest, actor: Actor) -> None:
    if wish == "give_back":
        give_back(found.reference, proof=request.POST.get("proof", ""), actor=actor)
    else:
        decide_refund(found.reference, approve=wish == "approve", note=request.POST.get("note", ""), actor=actor)


def _show(request: HttpRequest, found: Refund, actor: Actor, wrong: dict[str, str]) -> HttpResponse:
    paid = found.transaction
    decides = found.state == Returning.REQUESTED and may(actor, "payment.approve_refund", unit_path=paid.request.collector.path)
    by_hand = found.state in {Returning.APPROVED, Returning.SENT} and paid.means != "online" and may(actor, "payment.give_back")
    note = Field("note", _("Reason, when it is not approved"), "textarea", request.POST.get("note", ""), error=wrong.get("note", ""))
    proof = Field(
        "proof", _("Number of the payment voucher"), "text", request.POST.get("proof", ""), error=wrong.get("proof", ""), width="m"
    )
    fields = [note] if decides else [proof] if by_hand else []
    context = {
        "refund": found,
        "paid": paid,
        "dossier": paid.request.dossier,
        "state": say(RETURNING_WORDS[Returning(found.state)], {}),
        "tone": TONES[found.state],
        "decides": decides,
        "by_hand": by_hand,
        "fields": fields,
        "errors": error_links(fields),
    }
    return show(request, "workspace/refund.html", context, section="work_refunds", status=422 if wrong else 200)


def _sure(found: Refund) -> Question:
    text = _("%(amount)s go back to %(name)s, payment %(reference)s. The money leaves the account.") % {
        "amount": format_dong(found.amount),
        "name": found.account_name or found.transaction.payer_name,
        "reference": found.transaction.reference,
    }
    return Question(_("Approve this refund?"), text, _("Approve"), reverse("work_refund", args=[found.reference]))


@guarded("payment.give_back")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """Ask for a refund for the person at the desk."""
    actor = actor_of(request)
    sheet = DossierSheet.open(code, actor)
    paid = transaction_of(reference, actor=actor)
    if paid is None or paid.request.dossier_id != sheet.dossier.pk:
        raise NotFound(words("There is no such payment that you may see."))
    wrong: dict[str, str] = {}
    posted = request.POST
    if request.method == "POST":
        typed = posted.get("amount", "").replace(".", "")
        amount = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0
        account = Account(posted.get("account_number", ""), posted.get("account_name", ""), posted.get("bank", ""))
        try:
            asked = ask_refund(reference, amount=amount, reason=posted.get("reason", ""), account=account, actor=actor)
        except InvalidInput as refused:
            wrong = errors_of(refused)[0]
        except Conflict as refused:
            return refuse_to(request, refused, reverse("work_take_cash", args=[code]))
        else:
            return done(request, _("Asked for: a leader decides."), reverse("work_refund", args=[asked.reference]))
    fields = [
        Field("amount", _("Amount"), "money", posted.get("amount", str(paid.amount)), error=wrong.get("amount", ""), width="s", suffix="₫"),
        Field("reason", _("Reason"), "textarea", posted.get("reason", ""), error=wrong.get("reason", "")),
        *(
            Field(name, label, "text", posted.get(name, ""), error=wrong.get(name, ""), required=False, width="l")
            for name, label in (("account_number", _("Account number")), ("account_name", _("Holder of the account")), ("bank", _("Bank")))
        ),
    ]
    lead = _("Payment %(reference)s of %(amount)s. Without an account it goes back the way it came.")
    said = (_("Ask for a refund"), lead % {"reference": reference, "amount": format_dong(paid.amount)})
    return small_form(request, sheet, said, fields, _("Ask for the refund"))


def _found(reference: str, actor: Actor) -> Refund:
    found = refund_of(reference, actor=actor)
    if found is None:
        raise NotFound(words("There is no such refund that you may see."))
    return found
