"""Evidence of a mark: added and taken away by the unit while it assesses itself."""

from django.db import transaction

from motcua.blocks.files.api import Readable, store_upload
from motcua.blocks.permissions.api import require
from motcua.insight.indexes.actions.locking import locked_sheet, mark_of, tell
from motcua.insight.indexes.events import ReformEvent
from motcua.insight.indexes.models import ReformEvidence, ReformMark
from motcua.insight.indexes.rights import ASSESS
from motcua.insight.indexes.rules.sheet_turns import require_stage
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words

MOST = 10


def add_evidence(sheet_id: int, key: str, *, name: str, stream: Readable, actor: Actor) -> ReformEvidence:
    """Keep one file (PDF, JPEG, PNG) as evidence; its hash is in the event. Errors: those of the file, `Conflict`, `Forbidden`."""
    with transaction.atomic():
        mark = _open(sheet_id, key, actor)
        if mark.evidence.count() >= MOST:
            raise Conflict(words("A component has at most ten pieces of evidence."), code="evidence_full")
        file = store_upload(name=name, stream=stream, actor=actor)
        found = ReformEvidence.objects.create(mark=mark, name=file.name, file=file, added_at=clock.now(), added_by=actor.name)
        payload = {"key": key, "name": file.name, "sha256": file.sha256}
        tell(mark.sheet, ReformEvent.EVIDENCE_ADDED, payload, actor=actor)
    return found


@transaction.atomic
def remove_evidence(evidence_id: int, *, actor: Actor) -> None:
    """Take away one piece; the event keeps its name and hash. Errors: `Conflict`, `Forbidden`, `NotFound`."""
    found = ReformEvidence.objects.select_related("file", "mark").filter(pk=evidence_id).first()
    if found is None:
        raise NotFound(words("There is no such evidence."))
    mark = _open(found.mark.sheet_id, found.mark.key, actor)
    payload = {"key": mark.key, "name": found.name, "sha256": found.file.sha256}
    found.delete()
    tell(mark.sheet, ReformEvent.EVIDENCE_REMOVED, payload, actor=actor)


def _open(sheet_id: int, key: str, actor: Actor) -> ReformMark:
    sheet = locked_sheet(sheet_id)
    require(actor, ASSESS, unit_path=sheet.unit.path)
    require_stage(sheet.state, "self")
    mark, _component = mark_of(sheet, key)
    mark.sheet = sheet
    return mark
