"""Number a slip for the citizen; printing and signing follow as a job."""

from collections.abc import Mapping
from datetime import datetime

from motcua.blocks.numbering.api import next_number
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.models import Dossier, Slip


def issue_slip(dossier: Dossier, form: Slip.Form, *, data: Mapping[str, object], at: datetime, actor: Actor) -> Slip:
    """A slip with the next number of its form, unit and year (TT 01/2018/TT-VPCP: sequence per form per year).

    Called inside the action that causes the slip: the number, the act and its event stand or fall together.
    """
    number = next_number(f"slip/{form}/{dossier.receiver_id}/{at.year}")
    return Slip.objects.create(
        dossier=dossier,
        form=form,
        unit_id=dossier.receiver_id,
        year=at.year,
        number=number,
        data=dict(data),
        issued_at=at,
        issued_by=actor.name,
    )
