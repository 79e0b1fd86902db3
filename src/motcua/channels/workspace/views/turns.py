"""Turns of a dossier beside its process: withdrawal at the desk, stop, apology, the head's decision, what another system decided."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.channels.ui.api import Choice, Field, actor_of, guarded
from motcua.channels.workspace import vocabulary
from motcua.channels.workspace.deadlines import short
from motcua.channels.workspace.dossier_sheet import DossierSheet
from motcua.channels.workspace.page import Question, ask_first, done, errors_of, is_confirmed, refuse_to
from motcua.channels.workspace.small_form import small_form
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, words
from motcua.onestop.dossiers.api import (
    FOREIGN_STATUSES,
    decide_escalation,
    enter_external_status,
    sign_apology,
    stop_dossier,
    withdraw_dossier,
)

END_OF_DAY = "16:30"


@guarded("dossier.withdraw_at_desk")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """The citizen stands at the counter and takes the dossier back; the officer writes who asks and why."""
    actor = actor_of(request)
    sheet = DossierSheet.open(code, actor)
    person = request.POST.get("at_wish_of", sheet.dossier.submitter.full_name).strip()
    reason, wrong = request.POST.get("reason", "").strip(), {}
    if request.method == "POST":
        if person and not is_confirmed(request):
            return ask_first(request, _really_withdraw(sheet, person))
        try:
            withdraw_dossier(code, reason=reason, at_wish_of=person, actor=actor)
        except InvalidInput as refused:
            wrong = errors_of(refused)[0]
        except Conflict as late:
            return refuse_to(request, late, sheet.address)
        else:
            return done(request, _("Withdrawn at the wish of %(name)s.") % {"name": person}, sheet.address)
    hint = _("Look at the identity card, or at the paper of authorisation.")
    fields = [
        Field("at_wish_of", _("Who asks for it?"), value=person, hint=hint, error=wrong.get("at_wish_of", ""), width="l"),
        Field("reason", _("Why is it withdrawn?"), "textarea", reason, required=False),
    ]
    words_of = (_("Withdraw at the citizen's wish"), _("Work on the dossier ends; the papers go back. The citizen may apply again later."))
    return small_form(request, sheet, words_of, fields, _("Withdraw"))


def _really_withdraw(sheet: DossierSheet, person: str) -> Question:
    text = _("The dossier %(code)s of %(name)s ends at the wish of %(person)s. This cannot be undone.")
    filled = text % {"code": sheet.dossier.code, "name": sheet.dossier.owner_name, "person": person}
    return Question(_("Withdraw this dossier?"), filled, _("Yes, withdraw it"), sheet.address, tone="warn")


@guarded("workspace.act")
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """The citizen did not answer in the term; the dossier ends with a reason."""
    actor = actor_of(request)
    sheet = DossierSheet.open(code, actor)
    if not sheet.may_stop:
        early = Conflict(
            words("This dossier cannot be stopped now."), way_out=words("Its citizen's term has not passed, or it is not yours.")
        )
        return refuse_to(request, early, sheet.address)
    suggested = _("Nothing was handed in until %(moment)s, the end of the term.") % {"moment": short(sheet.file.answer_by)}
    reason, error = request.POST.get("reason", suggested), ""
    if request.method == "POST":
        if reason.strip() and not is_confirmed(request):
            text = _("Processing of %(code)s of %(name)s ends with this reason: “%(reason)s”. This cannot be undone.")
            filled = text % {"code": code, "name": sheet.dossier.owner_name, "reason": reason.strip()}
            return ask_first(request, Question(_("Stop this dossier?"), filled, _("Yes, stop it"), sheet.address, tone="warn"))
        try:
            stop_dossier(code, reason=reason, actor=actor)
        except InvalidInput as refused:
            error = errors_of(refused)[0].get("reason", "")
        except (Conflict, Forbidden) as late:
            return refuse_to(request, late, sheet.address)
        else:
            return done(request, _("Stopped: %(code)s. The citizen is told the reason.") % {"code": code}, sheet.address)
    fields = [Field("reason", _("Reason"), "textarea", reason, hint=_("The citizen reads this."), error=error)]
    words_of = (_("Stop: the citizen did not answer"), _("The term for the answer has passed. The dossier ends without a result."))
    return small_form(request, sheet, words_of, fields, _("Stop"))


@guarded("dossier.reappoint")
@require_http_methods(["GET", "POST"])
def apologise(request: HttpRequest, code: str) -> HttpResponse:
    """Sign slip 04: the reason of the delay and one new date."""
    actor = actor_of(request)
    sheet = DossierSheet.open(code, actor)
    if not sheet.may_apologise:
        moot = Conflict(words("No apology is due for this dossier now."), way_out=words("It is not running, or had its one new date."))
        return refuse_to(request, moot, sheet.address)
    given = {name: request.POST.get(name, "").strip() for name in ("reason", "day", "hour")}
    given["hour"] = given["hour"] or END_OF_DAY
    wrong: dict[str, str] = {}
    if request.method == "POST":
        new_due = _moment(given["day"], given["hour"])
        if given["reason"] and new_due is not None and not is_confirmed(request):
            return ask_first(request, _really_apologise(sheet, new_due))
        try:
            sign_apology(code, reason=given["reason"], new_due=new_due, actor=actor)
        except InvalidInput as refused:
            wrong = errors_of(refused)[0]
        except Conflict as late:
            return refuse_to(request, late, sheet.address)
        else:
            return done(request, _("Signed. The citizen gets the apology with the new date."), reverse("work_head"))
    promised = short(sheet.dossier.due_at)
    lead = _("Promised for %(moment)s. The law allows one new date; the promised one stays the measure.") % {"moment": promised}
    hint = _("The citizen reads this on slip 04.")
    fields = [
        Field("reason", _("Reason of the delay"), "textarea", given["reason"], hint=hint, error=wrong.get("reason", "")),
        Field(
            "day", _("New date"), value=given["day"], hint=_("Day/month/year, a working day."), error=wrong.get("new_due", ""), width="s"
        ),
        Field("hour", _("Hour"), value=given["hour"], width="xs"),
    ]
    return small_form(request, sheet, (_("Apologise and name a new date"), lead), fields, _("Sign the apology"))


def _really_apologise(sheet: DossierSheet, new_due: datetime) -> Question:
    text = _("%(name)s gets the apology and the new date %(moment)s. There is no second one.")
    filled = text % {"name": sheet.dossier.owner_name, "moment": short(new_due)}
    return Question(_("Sign this apology?"), filled, _("Yes, sign it"), sheet.address)


def _moment(day: str, hour: str) -> datetime | None:
    """A day as 21/11/2022 or 2022-11-21 with an hour as 16:30; nothing when it is none."""
    for form in ("%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"):
        try:
            return datetime.strptime(f"{day} {hour}", form).replace(tzinfo=VIETNAM)
        except ValueError:
            continue
    return None


@guarded("dossier.decide_escalation")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """The head allows a second request for papers, or dismisses it."""
    actor = actor_of(request)
    sheet = DossierSheet.open(code, actor)
    asked = sheet.file.open_escalation
    if asked is None:
        return refuse_to(request, Conflict(words("Nothing waits for your decision here.")), sheet.address)
    decision, reason = request.POST.get("decision", ""), request.POST.get("reason", "")
    wrong: dict[str, str] = {}
    if request.method == "POST":
        if decision not in {"allow", "dismiss"}:
            wrong["decision"] = _("Choose your decision.")
        else:
            try:
                decide_escalation(asked.pk, allow=decision == "allow", reason=reason, actor=actor)
            except InvalidInput as refused:
                wrong = errors_of(refused)[0]
            except (Conflict, Forbidden) as late:
                return refuse_to(request, late, sheet.address)
            else:
                told = (
                    _("The citizen is asked once more.") if decision == "allow" else _("Dismissed. The officer decides on what is there.")
                )
                return done(request, told, reverse("work_head"))
    names = "; ".join(item["name"] for item in asked.items)
    lead = _("%(officer)s wants to ask for: %(list)s. Reason: “%(reason)s”. It could be seen when the first request was made.")
    choices = [
        Choice("dismiss", _("Dismiss: decide on what is there"), _("The law allows one complete request.")),
        Choice("allow", _("Allow: ask the citizen once more"), _("It counts against the punctuality of the unit.")),
    ]
    fields = [
        Field("decision", _("Your decision"), "radios", decision, choices=choices, error=wrong.get("decision", "")),
        Field("reason", _("Reason"), "textarea", reason, hint=_("The officer reads this."), error=wrong.get("reason", "")),
    ]
    said = lead % {"officer": asked.asked_by, "list": names, "reason": asked.reason}
    return small_form(request, sheet, (_("A second request for papers"), said), fields, _("Decide"))


@guarded("dossier.enter_external_status")
@require_http_methods(["GET", "POST"])
def foreign_status(request: HttpRequest, code: str) -> HttpResponse:
    """Enter by hand what the other system decided, where no connector reports it."""
    actor = actor_of(request)
    sheet = DossierSheet.open(code, actor)
    if not sheet.entered_by_hand:
        moot = Conflict(words("Nothing has to be entered by hand for this dossier."))
        return refuse_to(request, moot, sheet.address)
    given = {name: request.POST.get(name, "").strip() for name in ("status", "foreign_code", "comment")}
    given["foreign_code"] = given["foreign_code"] or sheet.dossier.foreign_code
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            enter_external_status(code, actor=actor, **given)
        except InvalidInput as refused:
            wrong = errors_of(refused)[0]
        except Conflict as late:
            return refuse_to(request, late, sheet.address)
        else:
            status = vocabulary.said(FOREIGN_STATUSES, given["status"])
            return done(request, _("Entered: the other system says “%(status)s”.") % {"status": status}, sheet.address)
    choices = [Choice(key, vocabulary.said(FOREIGN_STATUSES, key)) for key in FOREIGN_STATUSES]
    fields = [
        Field("status", _("What the other system says"), "radios", given["status"], choices=choices, error=wrong.get("status", "")),
        Field("foreign_code", _("Code in the other system"), value=given["foreign_code"], error=wrong.get("foreign_code", ""), width="m"),
        Field("comment", _("Comment"), "textarea", given["comment"], required=False, error=wrong.get("comment", "")),
    ]
    lead = _("No connector reports it here. Look it up there, and enter what you see; your name stands beside it.")
    return small_form(request, sheet, (_("Status in the other system"), lead), fields, _("Enter"))
