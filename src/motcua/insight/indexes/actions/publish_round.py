"""Publish a round: indexes and ranks are fixed, the evidence is sealed, the decision gets its number."""

import hashlib
import json

from django.db import transaction
from django.db.models import Prefetch

from motcua.blocks.events.api import record
from motcua.blocks.jobs.api import enqueue
from motcua.blocks.numbering.api import next_number
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, signing_title
from motcua.insight.indexes.actions.refresh_numbers import fill
from motcua.insight.indexes.events import ROUND, ReformEvent
from motcua.insight.indexes.models import ReformEvidence, ReformRound, ReformSheet
from motcua.insight.indexes.queries.reform_sheets import totals_of
from motcua.insight.indexes.rights import DECIDE
from motcua.insight.indexes.rules.sheet_turns import SheetState
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words


@transaction.atomic
def publish_round(round_id: int, *, actor: Actor) -> ReformRound:
    """Every sheet is decided; the survey's last answers count; nothing changes afterwards. The signed file follows at once.

    The event keeps for each unit its index and a hash over its marks and the hashes of its evidence.
    Errors: `Conflict` while sheets are open or when it is published, `Forbidden`, `NotFound`.
    """
    round_ = ReformRound.objects.select_for_update().filter(pk=round_id).first()
    if round_ is None:
        raise NotFound(words("There is no such round."))
    root = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    assert root is not None  # a round has sheets of its units
    require(actor, DECIDE, unit_path=root.path)
    if round_.published_at is not None:
        raise Conflict(words("This round is published; it cannot be changed any more."), code="round_published")
    left = round_.sheets.exclude(state=SheetState.DECIDED).count()
    if left:
        raise Conflict(words("%(count)s sheets are not decided yet."), code="sheets_open", params={"count": left})
    fill(round_, list(round_.sheets.select_related("unit")), surveys_only=True)
    seal = _fix(round_)
    now = clock.now()
    round_.published_at, round_.number = now, next_number(f"reform_index/{now.year}")
    round_.signer_name, round_.signer_title = actor.name, signing_title(actor, root.pk)
    round_.save(update_fields=["published_at", "number", "signer_name", "signer_title"])
    payload = {"year": round_.year, "group": round_.group, "number": round_.number, "criteria": round_.sha256, "seal": seal}
    record(ROUND, round_.pk, ReformEvent.PUBLISHED, actor=actor, at=now, unit_id=root.pk, payload=payload)
    enqueue("indexes.sign_publication", round_.pk, key=f"indexes.sign_publication.{round_.pk}")
    return round_


def _fix(round_: ReformRound) -> list[dict[str, str]]:
    """Keep the index of every sheet; returns what is sealed of each."""
    evidence = Prefetch("marks__evidence", queryset=ReformEvidence.objects.select_related("file").order_by("pk"))
    sheets = list(round_.sheets.select_related("unit").prefetch_related("marks", evidence).order_by("unit__code"))
    content, sealed = round_.content, []
    for sheet in sheets:
        sheet.index = totals_of(content, {mark.key: mark for mark in sheet.marks.all()}).index
        sealed.append({"unit": sheet.unit.code, "index": str(sheet.index), "sha256": seal_of(sheet)})
    ReformSheet.objects.bulk_update(sheets, ["index"], batch_size=200)
    return sealed


def seal_of(sheet: ReformSheet) -> str:
    """A hash over every mark of a sheet and the hashes of its evidence."""
    told = [
        [mark.key, mark.applicable, mark.basis, *(str(value) for value in _values(mark)), [one.file.sha256 for one in mark.evidence.all()]]
        for mark in sorted(sheet.marks.all(), key=lambda mark: mark.key)
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _values(mark: object) -> list[object]:
    names = ("self_points", "self_note", "lead_points", "lead_note", "council_points", "council_note")
    return [getattr(mark, name) for name in names]
