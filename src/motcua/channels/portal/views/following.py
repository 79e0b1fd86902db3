"""One dossier for its owner: where it is, who holds it, days left, why it waits; withdrawal."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.channels.portal.history import agency_name, history, picture_of, step_name, unit_name, units_of
from motcua.channels.portal.parts import SaidPart, parts_said
from motcua.channels.portal.receipts import receipt_of
from motcua.channels.portal.statuses import status_of, time_left
from motcua.channels.portal.terms import language, money
from motcua.channels.ui.api import Field, actor_of, citizen_only
from motcua.ground.directory.api import Unit
from motcua.onestop.dossiers.api import Dossier, DossierFile, Status, dossier_file, withdraw_dossier
from motcua.onestop.payments.api import owed_of

_MAY_WITHDRAW = frozenset({Status.SUBMITTED, Status.RECEIVED, Status.IN_PROCESS, Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED})


@citizen_only
@require_safe
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """The tracking page."""
    file = dossier_file(code, purpose="owner", actor=actor_of(request))
    units, parts = units_of(file), parts_said(file.dossier)
    row = file.dossier
    context: dict[str, Any] = {
        "file": file,
        "dossier": row,
        "name": file.content.name.in_language(language()),
        "status": status_of(row.status),
        "office": agency_name(row.competent),
        "picture": picture_of(file),
        "holders": _holders_of_parts(parts) or _holders(file, units),
        "left": time_left(file.remaining) if file.remaining is not None else "",
        "pause": _pause(file),
        "apology": _apology(file),
        "answer_by": file.answer_by,
        "obligation": _obligation(file),
        "steps": history(file, units),
        "receipts": [receipt_of(paper, f"/ho-so/{code}/tep/{paper.pk}/") for paper in file.papers],
        "slips": [(slip, slip_name(slip.form)) for slip in file.slips],
        "owed": money(_owed(row)) if _owed(row) else "",
        "paying": bool(row.fees) or bool(file.obligations),
        "fees": [(fee["en"] if language() == "en" else fee["vi"], money(fee["amount"])) for fee in row.fees],
        "may_withdraw": row.status in _MAY_WITHDRAW and row.parent_id is None,
        "parts": parts,
        "section": "mine",
    }
    return render(request, "portal/dossier.html", context)


def _owed(row: Dossier) -> int:
    """What can be paid now, in đồng; nothing once the dossier ended without a result."""
    return 0 if row.status in {Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED} else owed_of(row).amount


def slip_name(form: str) -> str:
    """What a slip is, by its form number."""
    return {
        "01": _("Receipt and appointment slip"),
        "02": _("Slip asking for a supplement"),
        "03": _("Slip of refusal"),
        "04": _("Apology with a new date"),
        "05": _("Notice of stopping"),
    }[form]


def _holders(file: DossierFile, units: Mapping[int, Unit]) -> list[tuple[str, str]]:
    return [(step_name(task.step, task.name), unit_name(units.get(task.unit_id or 0))) for task in file.open_tasks]


def _holders_of_parts(parts: list[SaidPart]) -> list[tuple[str, str]]:
    """Of a bundle: the agencies that work on a part now."""
    return [(part.name, part.agency) for part in parts if part.is_open]


def _pause(file: DossierFile) -> str:
    if file.open_pause is None:
        return ""
    return {
        "supplement": _("We wait for papers from you."),
        "financial_obligation": _("We wait until a financial obligation is met."),
    }[file.open_pause.reason]


def _apology(file: DossierFile) -> dict[str, object] | None:
    """The signed apology: why it is late and the new date; a draft is nobody's business but the office's."""
    found = file.apology
    if found is None or found.signed_at is None or found.new_due_at is None:
        return None
    return {"reason": found.reason, "new_due": found.new_due_at, "promised": found.due_at, "slip": found.slip_id}


def _obligation(file: DossierFile) -> dict[str, str] | None:
    found = file.open_obligation
    if found is None:
        return None
    return {"payee": found.payee, "amount": money(found.amount), "number": found.notice_number}


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take the dossier back, after asking."""
    file = dossier_file(code, purpose="owner", actor=actor_of(request))
    if request.method == "POST":
        withdraw_dossier(code, reason=request.POST.get("ly_do", "").strip()[:1000], actor=actor_of(request))
        messages.success(request, _("The dossier %(code)s was withdrawn.") % {"code": code})
        return HttpResponseRedirect(f"/ho-so/{code}/")
    if file.dossier.status not in _MAY_WITHDRAW:
        return HttpResponseRedirect(f"/ho-so/{code}/")
    context = {
        "title": _("Withdraw this dossier?"),
        "text": _("%(name)s, code %(code)s. Work on it ends. You can apply again later; the time limit then starts anew.")
        % {"name": file.content.name.in_language(language()), "code": code},
        "fields": [Field("ly_do", _("Why do you withdraw it?"), "textarea", required=False)],
        "label": _("Yes, withdraw it"),
        "tone": "warn",
        "back": f"/ho-so/{code}/",
    }
    return render(request, "ui/confirm.html", context)
