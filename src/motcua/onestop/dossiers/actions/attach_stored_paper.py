"""Attach a document that the province holds already, instead of asking for it again (NĐ 107/2021: once only)."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from motcua.blocks.files.api import StoredFile
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.onestop.catalogue.api import choose_case, content_of
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Paper, SupplementRequest
from motcua.onestop.dossiers.ports import HeldPaper
from motcua.onestop.dossiers.queries.drafts import held_draft_of
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import ANSWER, ASK_SUPPLEMENT, SUBMIT
from motcua.onestop.dossiers.rules.reuse import digitised_by
from motcua.onestop.dossiers.rules.transitions import ENDED


@transaction.atomic
def attach_stored_paper(
    draft_key: UUID, component_key: str, *, file: StoredFile, origin: str, reference: str, name: str = "", actor: Actor
) -> Paper:
    """Attach a stored document to a component of the actor's draft; the same document twice is one paper.

    `origin` is vault, register or result; `reference` and `name` name the document there. That the actor may use the document is
    decided by the module that holds it.
    Errors: `NotFound` for a foreign draft or unknown component.
    """
    require(actor, SUBMIT)
    draft = held_draft_of(draft_key, actor)
    if component_key not in {part.key for part in choose_case(content_of(draft.version_id), draft.answers).components}:
        raise NotFound(words("This procedure asks for no such paper."))
    already = draft.papers.filter(component_key=component_key, file=file).first()
    return already or _add(Paper(draft=draft, component_key=component_key, file=file, name=name, origin=origin, reference=reference))


@transaction.atomic
def attach_stored_supplement(
    code: str, component_key: str, *, file: StoredFile, origin: str, reference: str, name: str = "", actor: Actor
) -> Paper:
    """As `attach_stored_paper`, for one item of the supplement that is asked for now.

    Errors: `NotFound` when the paper is not asked for, `Conflict` when nothing is asked.
    """
    require(actor, ANSWER)
    dossier = locked_dossier(code, actor)
    request = SupplementRequest.objects.filter(dossier=dossier, answered_at__isnull=True).first()
    if request is None:
        raise Conflict(words("No supplement is asked for now."), code="nothing_asked")
    if component_key not in {item["component_key"] for item in request.items}:
        raise NotFound(words("This paper is not in the list that was asked for."))
    number = request.round
    already = dossier.papers.filter(component_key=component_key, file=file, round=number).first()
    return already or _add(Paper(dossier=dossier, component_key=component_key, file=file, round=number, origin=origin, reference=reference))


@transaction.atomic
def attach_stored_to_dossier(code: str, component_key: str, *, paper: HeldPaper, actor: Actor) -> Paper:
    """An official takes a held document into the dossier he works on, instead of asking the applicant for the paper.

    Errors: `NotFound` for an unknown component or a dossier he may not see, `Conflict` when it has ended, `Forbidden`.
    """
    require(actor, ASK_SUPPLEMENT)
    dossier = locked_dossier(code, actor)
    if dossier.status in ENDED:
        raise Conflict(words("The dossier has ended; nothing can be added to it."))
    content = content_of(dossier.version_id)
    if component_key not in {part.key for part in content.case(dossier.case_key).components}:
        raise NotFound(words("This procedure asks for no such paper."))
    already = dossier.papers.filter(component_key=component_key, file=paper.file).first()
    if already is not None:
        return already
    number = dossier.papers.aggregate(last=Max("round"))["last"] or 0
    added = _add(
        Paper(
            dossier=dossier,
            component_key=component_key,
            file=paper.file,
            name=paper.name[:255],
            round=number,
            origin=paper.origin,
            reference=paper.reference,
        )
    )
    payload = {"component": component_key, "reference": paper.reference}
    record_step(dossier, DossierEvent.PAPER_REUSED, actor=actor, at=added.added_at, payload=payload)
    return added


def _add(paper: Paper) -> Paper:
    paper.name = paper.name or paper.file.name
    paper.added_at = clock.now()
    paper.digitised = digitised_by(paper.origin)
    paper.save()
    return paper
