"""A procedure was entered into the national database, or taken out of public view there."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.review.events import NATIONAL_ENTRY, ReviewEvent
from motcua.onestop.review.models import NationalEntry
from motcua.onestop.review.rights import RECORD


@transaction.atomic
def note_national_entry(code: str, *, unit_id: int, public: bool = True, decision_id: int | None = None, actor: Actor) -> NationalEntry:
    """Note it once: the same told again changes nothing; a procedure made public again is open again.

    `unit_id` is the agency whose list it stands in. Errors: `Forbidden`. Source: TT 02/2017/TT-VPCP.
    """
    require(actor, RECORD, unit_path=unit(unit_id).path)
    now = clock.now()
    entry = NationalEntry.objects.select_for_update(of=("self",)).filter(code=code).first()
    if entry is not None and (entry.unpublished_at is None) == public and decision_id in {None, entry.decision_id}:
        return entry
    if entry is None:
        entry = NationalEntry(code=code, unit_id=unit_id, entered_at=now)
    entry.unpublished_at = None if public else entry.unpublished_at or now
    entry.decision_id = decision_id or entry.decision_id
    entry.noted_by = actor.name
    entry.save()
    payload = {"code": code, "public": public}
    record(NATIONAL_ENTRY, entry.pk, ReviewEvent.NATIONAL_ENTRY, actor=actor, at=now, unit_id=unit_id, payload=payload)
    return entry
