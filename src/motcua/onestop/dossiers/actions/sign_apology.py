"""The head of the agency apologises for a late result and names one new date."""

from datetime import datetime

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import schedule_of, signing_title, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.onestop.dossiers.actions.issue_slip import forms_of, issue_slip
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Apology, Dossier, Slip
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import REAPPOINT
from motcua.onestop.dossiers.rules.forms import Purpose
from motcua.onestop.dossiers.rules.transitions import REAPPOINT as TURN
from motcua.onestop.dossiers.rules.transitions import take


@transaction.atomic
def sign_apology(code: str, *, reason: str, new_due: datetime | None, actor: Actor) -> Slip:
    """Issue slip 04 with the reason and the new date (NĐ 61/2018 a.19: at most once); the law's due moment stays what it was.

    Under TT 03/2025 the same form, signed before the limit has passed, asks for an extension.
    Errors: `InvalidInput` naming reason or date, `Conflict` when a new date was given before or nothing is promised,
    `Forbidden`, `NotFound`.
    """
    dossier = locked_dossier(code, actor)
    require(actor, REAPPOINT, unit_path=unit(dossier.competent_id).path)
    take(TURN, dossier.status)
    due = dossier.due_at
    if due is None:
        raise Conflict(words("Nothing was promised for this dossier, so there is nothing to put off."), code="no_promise")
    apology = Apology.objects.filter(dossier=dossier).first() or Apology(dossier=dossier, drafted_at=clock.now())
    if apology.signed_at is not None:
        raise Conflict(
            words("A new date was already given for this dossier; the law allows it once."),
            code="reappointed_once",
            way_out=words("Finish the dossier as soon as possible."),
        )
    now = clock.now()
    date = _checked(dossier, reason, new_due, due, now)
    slip = _slip(dossier, reason.strip(), due, date, now, actor)
    apology.due_at, apology.reason, apology.new_due_at = due, reason.strip(), date
    apology.signed_at, apology.signed_by, apology.slip = now, actor.name, slip
    apology.save()
    Dossier.objects.filter(pk=dossier.pk).update(new_due_at=date)
    extends = now <= due and forms_of(dossier, now).key != "2018"
    kind = DossierEvent.EXTENDED if extends else DossierEvent.REAPPOINTED
    payload = {"old_due": due.isoformat(), "new_due": date.isoformat(), "reason": reason.strip(), "slip": slip.pk}
    record_step(dossier, kind, actor=actor, at=now, payload=payload)
    return slip


def _checked(dossier: Dossier, reason: str, new_due: datetime | None, due: datetime, now: datetime) -> datetime:
    """The new date: a working day, after now and after what was promised."""
    errors = []
    if not reason.strip():
        errors.append(FieldError("reason", words("Write the reason of the delay; the citizen will read it on the slip.")))
    if new_due is None:
        errors.append(FieldError("new_due", words("Enter the new date.")))
    elif new_due <= max(due, now):
        errors.append(FieldError("new_due", words("The new date must lie after the promised one and after today.")))
    elif not schedule_of(dossier.competent_id).sessions_on(new_due.astimezone(VIETNAM).date()):
        errors.append(FieldError("new_due", words("The office is closed on that day; choose a working day.")))
    if errors or new_due is None:
        raise InvalidInput(words("The apology is not complete."), fields=errors)
    return new_due


def _slip(dossier: Dossier, reason: str, due: datetime, new_due: datetime, now: datetime, actor: Actor) -> Slip:
    """Slip 04 with everything it says, and who signs it: the head, not a clerk."""
    data = {
        "reason": reason,
        "old_due": due.isoformat(),
        "new_due": new_due.isoformat(),
        "late_days": max((now.astimezone(VIETNAM).date() - due.astimezone(VIETNAM).date()).days, 0),
        "signer_account": actor.account_id,
        "signer_title": signing_title(actor, dossier.competent_id),
        "form": forms_of(dossier, now).numbers[Purpose.APOLOGY],
    }
    return issue_slip(dossier, Slip.Form.APOLOGY, data=data, at=now, actor=actor)
