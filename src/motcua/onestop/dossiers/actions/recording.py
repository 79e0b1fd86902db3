"""One event per step, in the same transaction as the step."""

from collections.abc import Mapping
from datetime import datetime

from motcua.blocks.events.api import record
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.models import Dossier


def record_step(
    dossier: Dossier,
    kind: DossierEvent,
    *,
    actor: Actor,
    at: datetime,
    unit_id: int | None = None,
    payload: Mapping[str, object] | None = None,
) -> None:
    """Write the event of a step of this dossier; the unit is the competent one unless another acted.

    The event of a part of a bundle says so (`part_of`, the id of the whole), that of a whole too (`bundle`).
    """
    place: dict[str, object] = {"part_of": dossier.parent_id} if dossier.parent_id else {}
    if not place and content_of(dossier.version_id).parts:
        place = {"bundle": True}
    record(
        STREAM,
        dossier.pk,
        kind,
        actor=actor,
        at=at,
        unit_id=unit_id or dossier.competent_id,
        subject_id=dossier.owner_id,
        payload={"code": dossier.code, **place, **(payload or {})},
    )
