"""The parts of a bundle and the time of each agency, as the page of a dossier shows them to an official."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from motcua.channels.ui.parts import TagTone
from motcua.channels.workspace import vocabulary
from motcua.channels.workspace.deadlines import office_time_in_words
from motcua.ground.directory.api import Unit
from motcua.kernel.actor import Actor
from motcua.kernel.errors import words
from motcua.onestop.dossiers.api import AgencyTime, Dossier, DossierFile, Leg, PartRow, bundle_of, handover_of, times_of

_NOT_BEGUN: dict[str, tuple[str, TagTone]] = {
    "not_begun": (words("Not begun yet"), "plain"),
    "never": (words("Will not begin"), "plain"),
}
LEGS = {
    Leg.SENT: words("Sent to the competent unit"),
    Leg.IN_PROCESS: words("In process at the competent unit"),
    Leg.AWAITING_DESK: words("Decided, waiting at the desk"),
    Leg.RETURNED: words("Handed over"),
}


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency: budget and use of its time in words."""

    agency: Unit
    budget: str
    used: str
    late: str
    is_there: bool


def parts_context(file: DossierFile, actor: Actor) -> dict[str, Any]:
    """What the template `parts/bundle.html` shows."""
    dossier = file.dossier
    handover = handover_of(dossier) if dossier.for_other else None
    return {
        "bundle": [(row, *_standing(row)) for row in bundle_of(dossier)],
        "may_open": frozenset(Dossier.objects.visible_to(actor).filter(parent=dossier).values_list("code", flat=True)),
        "whole": Dossier.objects.visible_to(actor).filter(pk=dossier.parent_id).first() if dossier.parent_id else None,
        "agency_times": [_line(unit, one) for unit, one in _times(file)],
        "handover": handover,
        "handover_leg": gettext(LEGS[handover.leg]) if handover else "",
    }


def _standing(row: PartRow) -> tuple[str, TagTone]:
    text, tone = _NOT_BEGUN.get(row.standing) or vocabulary.STATUSES[row.standing]
    return gettext(text), tone


def _times(file: DossierFile) -> Sequence[tuple[Unit, AgencyTime]]:
    return times_of(file) if file.dossier.received_at else []


def _line(unit: Unit, one: AgencyTime) -> AgencyLine:
    return AgencyLine(
        unit,
        office_time_in_words(one.budget) if one.budget is not None else "–",
        office_time_in_words(one.used),
        office_time_in_words(one.late) if one.late else "",
        one.is_there,
    )
