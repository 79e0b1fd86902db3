"""A paper on paper comes into the dossier as a scan made in the office; and what was checked against it counts as digitised."""

from django.db import transaction
from django.db.models import Max

from motcua.blocks.files.api import StoredFile
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Paper
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.queries.required import components_asked
from motcua.onestop.dossiers.rights import SCAN


@transaction.atomic
def attach_scan(code: str, component_key: str, *, file: StoredFile, reference: str, name: str, actor: Actor) -> Paper:
    """Add a scan of a paper that lies at the desk; the same scan twice is one paper.

    Papers may still be digitised when the dossier has ended (NĐ 61/2018 a.21a as amended).
    Errors: `NotFound` for an unknown component or a dossier the actor may not see, `Forbidden`.
    """
    require(actor, SCAN)
    dossier = locked_dossier(code, actor)
    case = content_of(dossier.version_id).case(dossier.case_key)
    if component_key not in {part.key for part in components_asked(case, dossier.answers, dossier.acting)}:
        raise NotFound(words("This procedure asks for no such paper."))
    already = dossier.papers.filter(component_key=component_key, reference=reference).first()
    if already is not None:
        return already
    added = Paper.objects.create(
        dossier=dossier,
        component_key=component_key,
        file=file,
        name=name[:255],
        round=dossier.papers.aggregate(last=Max("round"))["last"] or 0,
        added_at=clock.now(),
        origin=Paper.Origin.SCAN,
        reference=reference,
    )
    payload = {"component": component_key, "paper": added.pk}
    record_step(dossier, DossierEvent.PAPER_SCANNED, actor=actor, at=added.added_at, payload=payload)
    return added


@transaction.atomic
def mark_digitised(paper_id: int, *, digitised: bool, actor: Actor) -> Paper:
    """Note that a paper was digitised (state 1), or that its digital paper was rejected (state 0); once more changes nothing.

    Errors: `NotFound` for a paper or dossier the actor may not see, or one that is reused (states 2 and 3); `Forbidden`.
    """
    require(actor, SCAN)
    paper = Paper.objects.select_related("dossier").filter(pk=paper_id, dossier__isnull=False).first()
    if paper is None or paper.dossier is None or paper.digitised > Paper.Digitised.DIGITISED:
        raise NotFound(words("There is no such paper that you may see."))
    dossier = locked_dossier(paper.dossier.code, actor)
    state = Paper.Digitised.DIGITISED if digitised else Paper.Digitised.NOT
    if paper.digitised == state:
        return paper
    paper.digitised = state
    paper.save(update_fields=["digitised"])
    payload = {"component": paper.component_key, "paper": paper.pk, "state": int(state)}
    record_step(dossier, DossierEvent.PAPER_DIGITISED, actor=actor, at=clock.now(), payload=payload)
    return paper
