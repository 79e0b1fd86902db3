"""The register on paper, for a day or for several."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from motcua.blocks.printing.api import render_pdf
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.onestop.desk.queries.daily_register import RegisterRow, whole_register
from motcua.onestop.dossiers.api import Dossier, FormSet, Purpose, form_set

TEMPLATE = Path(__file__).resolve().parents[1] / "slips" / "register.typ"
METHODS = {"counter": "tại quầy", "post": "bưu chính công ích", "electronic": "bản điện tử"}  # on the paper, which is Vietnamese


def register_form(day: date) -> tuple[str, str]:
    """The number of the form and its circular on that day."""
    forms: FormSet = form_set(day)
    return forms.numbers[Purpose.REGISTER], forms.circular


def register_pdf(desk_id: int, first: date, last: date, *, actor: Actor) -> bytes:
    """The register of these days as PDF, landscape; errors as `daily_register`."""
    desk = unit(desk_id)
    body = unit(desk.body_id or desk.pk)
    number, circular = register_form(first)
    rows = [_printed(place, row) for place, row in enumerate(whole_register(desk_id, first, last, actor=actor), start=1)]
    data = {
        "agency": body.formal_name,
        "desk": desk.formal_name,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "form": number,
        "circular": circular,
        "rows": rows,
    }
    return render_pdf(TEMPLATE, data, at=clock.now())


def _printed(place: int, row: RegisterRow) -> Mapping[str, object]:
    dossier = row.dossier
    return {
        "number": place,
        "code": dossier.code,
        "matter": dossier.procedure.name_vi,
        "sets": row.sets,
        "owner": dossier.owner.full_name,
        "address": dossier.owner.address,
        "phone": dossier.owner.phone,
        "received": _moment(dossier.received_at),
        "promised": _moment(dossier.due_at),
        "transferred": _moment(row.transferred_at),
        "came_back": _moment(row.came_back_at),
        "collected": _moment(row.collected_at),
        "giver": row.giver,
        "receiver": ", ".join(part for part in (row.receiver, METHODS.get(row.method, "")) if part),
        "note": _note(dossier),
    }


def _note(dossier: Dossier) -> str:
    again = f"Hẹn lại {_moment(dossier.new_due_at)}" if dossier.new_due_at else ""
    return "; ".join(part for part in (again, dossier.ended_reason) if part)


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if moment else ""
