"""The control sheet of a dossier (form 05 of TT 01/2018, form 06 of TT 03/2025), made of its events."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua.blocks.events.api import Event
from motcua.blocks.printing.api import qr_svg, render_pdf
from motcua.ground.directory.api import Unit, superior_of, unit
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.onestop.desk.rules.slip_hand_overs import HandOver, Happened, Step, hand_overs
from motcua.onestop.dossiers.api import DossierFile, Purpose, day_of, form_set, place_name, place_of_province

TEMPLATE = Path(__file__).resolve().parents[1] / "slips" / "control_sheet.typ"
TIMINGS = {"early": "Trước hạn", "on_time": "Đúng hạn", "late": "Quá hạn", "": ""}  # on the paper itself, which is Vietnamese


def control_sheet(file: DossierFile) -> list[HandOver]:
    """The hand-overs of a dossier that was read before (`dossier_file`). One query for the names of units."""
    ids = {task.unit_id for task in file.tasks if task.unit_id} | {event.unit_id for event in file.timeline if event.unit_id}
    units = Unit.objects.in_bulk([pk for pk in ids if pk])
    dossier = file.dossier
    events = [_happened(event, units) for event in file.timeline]
    steps = [
        Step(task.pk, _name(units, task.unit_id), task.opened_at, task.due_at, None if task.outcome == "cancelled" else task.completed_at)
        for task in file.tasks
    ]
    return hand_overs(events, steps, applicant=dossier.submitter.full_name, desk=dossier.receiver.formal_name)


def control_sheet_pdf(file: DossierFile) -> bytes:
    """The sheet on paper, in the layout of the circular that holds for the dossier."""
    dossier = file.dossier
    forms = form_set(day_of(dossier.received_at or dossier.submitted_at))
    body, now = unit(dossier.competent_id), clock.now()
    superior = superior_of(body)
    url = f"{settings.PUBLIC_URL}/tra-cuu/?ma={dossier.code}"
    data: dict[str, Any] = {
        "agency": {"superior": superior.formal_name if superior else "", "name": body.formal_name},
        "place": place_name(body.name, default=place_of_province(body)),
        "date": now.date().isoformat(),
        "form": forms.numbers[Purpose.CONTROL_SHEET],
        "circular": forms.circular,
        "dossier_code": dossier.code,
        "owner": dossier.owner.full_name,
        "request": file.content.name.vi,
        "received_at": _minute(dossier.received_at),
        "due_at": _minute(dossier.due_at),
        "new_due": _minute(dossier.new_due_at),
        "rows": [_printed(row) for row in control_sheet(file)],
    }
    return render_pdf(TEMPLATE, data, images={"qr": qr_svg(url)}, at=now)


def _happened(event: Event, units: Mapping[int, Unit]) -> Happened:
    payload = event.payload
    note = payload.get("to") if event.kind == "dossier.returned" else payload.get("comment") or payload.get("reason")
    task = payload.get("task")
    return Happened(
        event.kind,
        event.at,
        "" if event.actor_kind == "system" else event.actor_name,
        _name(units, event.unit_id),
        task if isinstance(task, int) else None,
        str(note or ""),
    )


def _printed(row: HandOver) -> dict[str, str]:
    return {
        "giver": row.giver,
        "receiver": row.receiver,
        "at": _minute(row.at),
        "result": TIMINGS[row.timing],
        "note": row.note,
        "signed_by": row.signed_by,
        "taken_by": row.taken_by,
    }


def _name(units: Mapping[int, Unit], unit_id: int | None) -> str:
    found = units.get(unit_id or 0)
    return found.name if found else ""


def _minute(moment: Any) -> str:
    return moment.astimezone(VIETNAM).strftime("%Y-%m-%dT%H:%M") if moment else ""
