"""Everything that a life left in the tables, without what is a dossier's own: ids, codes, numbers and files."""

from collections.abc import Mapping
from typing import Any

from motcua.blocks.events.api import timeline
from motcua.blocks.measures.api import Scope, registered
from motcua.blocks.workflow.api import tasks_of
from motcua.kernel import clock
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.models import Dossier, Result
from motcua.onestop.dossiers.rules.transitions import ENDED

_STANDING = (
    "version_id", "case_key", "channel", "competent_id", "receiver_id", "owner_id", "submitter_id", "owner_name", "search_text", "answers",
    "fees", "fee_due_when", "return_wish", "status", "submitted_at", "received_at", "clock_from", "due_at", "new_due_at", "ended_at",
    "returned_at", "timing", "ended_reason", "for_other",
)  # fmt: skip
_OWN = frozenset({"code", "slip", "task", "result"})
_OF_FILES = frozenset({DossierEvent.SLIP_PRINTED, DossierEvent.RESULT_SIGNED})


def portrait(dossier: Dossier) -> dict[str, object]:
    """What can be compared of two dossiers of the same wish."""
    found: dict[str, object] = {name: getattr(dossier, name) for name in _STANDING}
    found["participations"] = sorted(dossier.participations.values_list("unit_id", flat=True))
    found["slips"] = list(dossier.slips.order_by("id").values_list("form", "form_set", "unit_id", "year", "issued_at", "issued_by"))
    found["pauses"] = list(dossier.pauses.order_by("id").values_list("reason", "legal_basis", "started_at", "ended_at"))
    asked = ("at_intake", "round", "items", "reason", "requested_at", "requested_by", "answer_by", "answered_at")
    found["supplements"] = list(dossier.supplements.order_by("id").values_list(*asked))
    decided = ("issuer_id", "series", "year", "decided_at", "signer_account", "signer_name", "signer_title", "return_method", "returned_to")
    found["result"] = list(Result.objects.filter(dossier=dossier).values_list(*decided))
    found["events"] = [
        (event.kind, event.at, event.actor_kind, event.actor_id, event.actor_name, event.unit_id, event.subject_id, _said(event.payload))
        for event in timeline(STREAM, dossier.pk)
        if event.kind not in _OF_FILES
    ]
    under_way = dossier.received_at is not None and dossier.status not in ENDED
    found["tasks"] = _tasks(dossier) if under_way else []
    found["figures"] = _figures(dossier)
    return found


def _said(payload: Mapping[str, Any]) -> dict[str, Any]:
    """What an event says; of papers at intake only how the desk notes them differs."""
    return {name: value for name, value in payload.items() if name not in _OWN}


def _tasks(dossier: Dossier) -> list[tuple[object, ...]]:
    kept = ("kind", "token", "node", "step", "role", "unit_id", "opened_at", "due_at", "completed_at", "completed_by", "outcome")
    return list(tasks_of(STREAM, dossier.pk).values_list(*kept))


def _figures(dossier: Dossier) -> list[tuple[object, ...]]:
    """In which cells of which flows of dossiers it is counted."""
    scope = Scope(clock.now(), records=[dossier.pk])
    cells: list[tuple[object, ...]] = []
    for key, indicator in registered().items():
        if indicator.kind == "flow" and indicator.stream == STREAM and indicator.value is not None:
            cells += [(key, row["cell_day"], row["cell_unit"], row["cell_part"], row["amount"]) for row in indicator.value(scope)]
    return cells
