"""A citizen pays: what for, by which gateway, what became of it, receipts, money back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.blocks.accounts.api import client_address
from motcua.channels.portal.downloads import bytes_response
from motcua.channels.portal.terms import language, money
from motcua.channels.ui.api import Choice, ErrorLink, Field, actor_of, citizen_only, error_links, say, say_refusal
from motcua.channels.ui.parts import TagTone
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, InvalidInput, NotFound, words
from motcua.onestop.dossiers.api import Dossier, dossier_file
from motcua.onestop.payments.api import (
    ASKED_WORDS,
    PAYING_WORDS,
    Account,
    Asked,
    FeeRequest,
    Paying,
    Transaction,
    ask_gateway,
    ask_refund,
    open_requests,
    owed_of,
    receipt_pdf,
    start_payment,
    transaction_of,
)
from motcua.onestop.payments.ports import gateways

_TONES: dict[str, TagTone] = {"unpaid": "wait", "pending": "now", "paid": "good", "refunded": "plain", "cancelled": "plain"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One request for payment as the page shows it."""

    request: FeeRequest
    state: str
    tone: TagTone
    when: str
    lines: Sequence[tuple[str, str]]
    amount: str
    tries: Sequence[tuple[Transaction, str]]
    gateway: Field | None


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that is to be paid or was paid for a dossier; the chosen gateway takes over from here."""
    file = dossier_file(code, purpose="owner", actor=actor_of(request))
    errors: list[ErrorLink] = []
    if request.method == "POST":
        try:
            started = start_payment(
                code,
                _number(request.POST.get("yeu_cau", "")),
                gateway=request.POST.get("cong", ""),
                client_address=client_address(request),
                actor=actor_of(request),
            )
        except (Conflict, InvalidInput) as refused:
            said = say_refusal(refused)
            errors = [ErrorLink(f"{said.message} {said.way_out}".strip())]
        else:
            return HttpResponseRedirect(started.url)
    return render(request, "portal/paying.html", _context(file.dossier, request, errors), status=422 if errors else 200)


def _context(dossier: Dossier, request: HttpRequest, errors: Sequence[ErrorLink]) -> dict[str, object]:
    owed = owed_of(dossier)
    if owed.amount and not owed.requests:
        open_requests(dossier.pk, actor=SYSTEM)  # sent a moment ago: the request is opened here or by its job, once
        owed = owed_of(dossier)
    exempt = [(line["en" if language() == "en" else "vi"], line[f"exempt_{language()}"]) for line in owed.exempt]
    return {
        "dossier": dossier,
        "requests": [_shown(one, request) for one in owed.requests],
        "exempt": exempt,
        "errors": errors,
        "owed": money(owed.amount) if owed.amount else "",
        "section": "mine",
    }


def _shown(one: FeeRequest, request: HttpRequest) -> Shown:
    field = None
    if one.is_open:
        choices = [Choice(key, gateway.name["en" if language() == "en" else "vi"]) for key, gateway in gateways().items()]
        chosen = request.POST.get("cong", "") if request.POST.get("yeu_cau") == str(one.pk) else ""
        field = Field("cong", _("How do you want to pay?"), "radios", chosen, choices=choices) if choices else None
    return Shown(
        request=one,
        state=say(ASKED_WORDS[Asked(one.state)], {}),
        tone=_TONES[one.state],
        when=when_in_words(one.when),
        lines=[(item["en" if language() == "en" else "vi"], money(item["amount"])) for item in one.items],
        amount=money(one.amount),
        tries=[(paid, say(PAYING_WORDS[Paying(paid.state)], {})) for paid in one.transactions.all()],
        gateway=field,
    )


def when_in_words(when: str) -> str:
    """When a payment is due."""
    return {
        "before": _("Before your dossier is accepted"),
        "during": _("While your dossier is processed"),
        "at_return": _("When you receive the result"),
    }[when]


@citizen_only
@require_safe
def back(request: HttpRequest, reference: str) -> HttpResponse:
    """Back from the gateway. What the browser brings along proves nothing: the page says what the gateway itself told us."""
    paid = _mine(request, reference)
    asked = ""
    if paid.state == Paying.STARTED:
        try:
            paid = ask_gateway(paid.pk, actor=SYSTEM)
        except Conflict as refused:
            asked = say(refused.message, refused.params)
    paid = _mine(request, reference)
    context = {
        "paid": paid,
        "dossier": paid.request.dossier,
        "amount": money(paid.amount),
        "asked": asked,
        "receipts": list(paid.receipts.order_by("pk")),
        "surplus": paid.state == Paying.SUCCEEDED and not paid.counts,
        "section": "mine",
    }
    return render(request, "portal/paid.html", context)


@citizen_only
@require_safe
def receipt(request: HttpRequest, code: str, receipt: int) -> HttpResponse:
    """A receipt as PDF, signed by the agency that collected."""
    dossier_file(code, purpose="owner", actor=actor_of(request))
    name, content = receipt_pdf(receipt, actor=actor_of(request))
    return bytes_response(content, "application/pdf", name)


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def refund(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for money back: how much, why, and to which account."""
    paid = _mine(request, reference)
    wrong: dict[str, str] = {}
    top: list[ErrorLink] = []
    if request.method == "POST":
        try:
            ask_refund(
                reference,
                amount=_number(request.POST.get("amount", "")),
                reason=request.POST.get("reason", ""),
                account=Account(*(request.POST.get(name, "") for name in ("account_number", "account_name", "bank"))),
                actor=actor_of(request),
            )
        except (Conflict, InvalidInput) as refused:
            said = say_refusal(refused)
            wrong = dict(said.fields)
            top = [] if wrong else [ErrorLink(f"{said.message} {said.way_out}".strip())]
        else:
            return HttpResponseRedirect(f"/ho-so/{paid.request.dossier.code}/thanh-toan/")
    fields = _refund_fields(request, paid, wrong)
    context = {
        "title": _("Ask for money back"),
        "text": _(
            "Payment %(reference)s for dossier %(code)s. A leader of the office decides; you see the decision on the page of payments."
        )
        % {"reference": reference, "code": paid.request.dossier.code},
        "fields": fields,
        "errors": top or error_links(fields),
        "label": _("Ask for the refund"),
        "back": f"/ho-so/{paid.request.dossier.code}/thanh-toan/",
    }
    return render(request, "ui/confirm.html", context, status=422 if context["errors"] else 200)


def _refund_fields(request: HttpRequest, paid: Transaction, wrong: dict[str, str]) -> list[Field]:
    posted = request.POST
    account = _("Leave empty to get it back the way you paid.")
    return [
        Field("amount", _("Amount"), "money", posted.get("amount", str(paid.amount)), error=wrong.get("amount", ""), width="s", suffix="₫"),
        Field("reason", _("Why should the money go back?"), "textarea", posted.get("reason", ""), error=wrong.get("reason", "")),
        Field(
            "account_number", _("Number of your bank account"), "text", posted.get("account_number", ""), hint=account, required=False,
            error=wrong.get("account_number", ""), width="m",
        ),
        Field(
            "account_name", _("Holder of the account"), "text", posted.get("account_name", ""), required=False,
            error=wrong.get("account_name", ""), width="l",
        ),
        Field("bank", _("Bank"), "text", posted.get("bank", ""), required=False, error=wrong.get("bank", ""), width="l"),
    ]  # fmt: skip


def _mine(request: HttpRequest, reference: str) -> Transaction:
    found = transaction_of(reference, actor=actor_of(request))
    if found is None:
        raise NotFound(words("There is no such payment that you may see."))
    return found


def _number(text: str) -> int:
    digits = text.replace(".", "").replace(" ", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else 0
