"""Number a slip for the citizen; printing and signing follow as a job."""

from collections.abc import Mapping
from datetime import datetime

from motcua.blocks.numbering.api import next_number
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.models import Dossier, Slip
from motcua.onestop.dossiers.rules.forms import FormSet, Purpose, form_set
from motcua.onestop.dossiers.rules.terms import day_of


def issue_slip(
    dossier: Dossier, form: Slip.Form, *, data: Mapping[str, object], at: datetime, actor: Actor, number: int | None = None
) -> Slip:
    """A slip with the next number of its form, unit and year (TT 01/2018/TT-VPCP: sequence per form per year).

    The set of forms is that of the day of reception, or of today for a dossier not yet received. Called inside the
    action that causes the slip: the number, the act and its event stand or fall together. `number` was reserved before, if given.
    """
    number = number or next_number(slip_series(form, dossier.receiver_id, at.year))
    return Slip.objects.create(
        dossier=dossier,
        form=form,
        form_set=forms_of(dossier, at).key,
        unit_id=dossier.receiver_id,
        year=at.year,
        number=number,
        data=dict(data),
        issued_at=at,
        issued_by=actor.name,
    )


def slip_series(form: str, unit_id: int, year: int) -> str:
    """The series of the numbers of one form at one desk in one year."""
    return f"slip/{form}/{unit_id}/{year}"


def issue_stopping_slip(dossier: Dossier, *, reason: str, at: datetime, actor: Actor) -> int | None:
    """The notice of stopping where the set of forms has one (TT 03/2025, form 05); its id, or nothing under TT 01/2018."""
    if Purpose.STOPPING not in forms_of(dossier, at).numbers:
        return None
    return issue_slip(dossier, Slip.Form.STOPPING, data={"reason": reason}, at=at, actor=actor).pk


def forms_of(dossier: Dossier, at: datetime) -> FormSet:
    """The set of forms that holds for a dossier."""
    return form_set(day_of(dossier.received_at or at))
