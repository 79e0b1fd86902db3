"""The cashier: who still owes, cash and transfers of one dossier, its receipts."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.channels.ui.api import Choice, ErrorLink, Field, actor_of, error_links, guarded, say
from motcua.channels.workspace.dossier_sheet import DossierSheet
from motcua.channels.workspace.page import address_with, done, errors_of, number_in, show
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, InvalidInput
from motcua.kernel.money import format_dong
from motcua.onestop.payments.api import (
    ASKED_WORDS,
    PAYING_WORDS,
    RETURNING_WORDS,
    Asked,
    FeeRequest,
    Owed,
    Paying,
    Returning,
    note_transfer,
    open_requests,
    owed_of,
    take_cash,
    waiting_for_fee,
)

_TONES = {"unpaid": "wait", "pending": "now", "paid": "good", "refunded": "plain", "cancelled": "plain"}


def when_in_words(when: str) -> str:
    """When a payment is due."""
    return {"before": _("before intake"), "during": _("during processing"), "at_return": _("with the result")}[when]


@guarded("payment.take_cash")
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Open payments of the dossiers at the actor's desks."""
    text = request.GET.get("tim", "")
    page = waiting_for_fee(text=text, after=number_in(request, "sau"), actor=actor_of(request))
    context = {
        "rows": [(one, say(ASKED_WORDS[Asked(one.state)], {}), _TONES[one.state], when_in_words(one.when)) for one in page.rows],
        "text": text,
        "next": address_with(request, sau=str(page.next_after)) if page.next_after else "",
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
    }
    return show(request, "workspace/waiting_for_fee.html", context, section="work_cash")


@guarded("payment.take_cash")
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Take cash or note a transfer; the receipt is issued in the same step."""
    actor = actor_of(request)
    sheet = DossierSheet.open(code, actor)
    owed = _opened(sheet)
    wrong: dict[str, str] = {}
    links: list[ErrorLink] = []
    if request.method == "POST":
        try:
            amount = _amount(request.POST.get("amount", ""))
            if request.POST.get("means") == "transfer":
                note_transfer(code, amount=amount, bank_reference=request.POST.get("bank_reference", ""), actor=actor)
            else:
                take_cash(code, amount=amount, actor=actor)
        except (Conflict, InvalidInput) as refused:
            wrong, links = errors_of(refused, ["amount", "bank_reference"])
        else:
            return done(request, _("Taken: the receipt is among the payments below."), reverse("work_take_cash", args=[code]))
    fields = _fields(request, owed.open, wrong)
    context = {
        **sheet.context(),
        "fields": fields if owed.open else [],
        "errors": error_links(fields) or links,
        "requests": [(one, say(ASKED_WORDS[Asked(one.state)], {}), _TONES[one.state], when_in_words(one.when)) for one in owed.requests],
        "tries": [
            (paid, say(PAYING_WORDS[Paying(paid.state)], {}), [(back, say(RETURNING_WORDS[Returning(back.state)], {})) for back in refunds])
            for one in owed.requests
            for paid in one.transactions.all()
            for refunds in [paid.refunds.all()]
        ],
    }
    return show(request, "workspace/take_cash.html", context, section="work_cash", status=422 if links else 200)


def _opened(sheet: DossierSheet) -> Owed:
    owed = owed_of(sheet.dossier)
    if owed.amount and not owed.requests:
        open_requests(sheet.dossier.pk, actor=SYSTEM)
        owed = owed_of(sheet.dossier)
    return owed


def _fields(request: HttpRequest, waiting: list[FeeRequest], wrong: dict[str, str]) -> list[Field]:
    amounts = [Choice(str(one.amount), f"{format_dong(one.amount)} ({when_in_words(one.when)})") for one in waiting]
    if len(waiting) > 1:
        total = sum(one.amount for one in waiting)
        amounts.append(Choice(str(total), f"{format_dong(total)} ({_('all together')})"))
    means = [Choice("cash", _("Cash")), Choice("transfer", _("Bank transfer"))]
    chosen = request.POST.get("amount", amounts[0].value if amounts else "")
    hint = _("As the bank statement says; only for a transfer.")
    typed = request.POST.get("bank_reference", "")
    return [
        Field("amount", _("What is paid"), "radios", chosen, choices=amounts, error=wrong.get("amount", "")),
        Field("means", _("How it is paid"), "radios", request.POST.get("means", "cash"), choices=means),
        Field(
            "bank_reference",
            _("Reference of the transfer"),
            "text",
            typed,
            hint=hint,
            error=wrong.get("bank_reference", ""),
            required=False,
            width="m",
        ),
    ]


def _amount(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
