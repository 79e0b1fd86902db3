"""The parts of a bundle: which dossiers they are, and where each stands."""

from motcua.onestop.catalogue.api import PartState
from motcua.onestop.dossiers.models import Dossier
from motcua.onestop.dossiers.rules.transitions import ENDED, Status


def parts_of(whole: Dossier) -> dict[str, Dossier]:
    """The parts that have begun, by their key, in the order in which they began; with results. One query."""
    children = whole.children.select_related("result__file", "competent", "procedure").order_by("pk")
    return {child.part_key: child for child in children}


def state_of(part: Dossier | None) -> PartState:
    """Open until it has ended and its result, if any, is signed: only a signed result can be handed on."""
    if part is None or part.status not in ENDED:
        return PartState.OPEN
    if part.status not in {Status.RESOLVED, Status.RETURNED}:
        return PartState.STOPPED
    result = getattr(part, "result", None)
    return PartState.DONE if result is None or result.signed_at is not None else PartState.OPEN
