"""What a dossier leaves behind goes into the vault of its owner: the signed result, and the papers that were accepted."""

from collections.abc import Iterable

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.text import fold
from motcua.onestop.catalogue.api import ProcedureContent, content_of
from motcua.onestop.digitisation.api import DigitalPaper, digital_papers_of
from motcua.onestop.dossiers.api import Dossier, Paper, Result, Status
from motcua.onestop.vault.actions.recording import record_deed
from motcua.onestop.vault.events import VaultEvent
from motcua.onestop.vault.models import VaultDocument, VaultVersion
from motcua.onestop.vault.queries.types import paper_types, type_named
from motcua.onestop.vault.rights import FILL
from motcua.onestop.vault.rules.identity import id_code
from motcua.onestop.vault.rules.paper_types import type_of_component, type_of_result
from motcua.onestop.vault.rules.trust import Trust, of_paper

_NOT_NEW = (Paper.Origin.VAULT, Paper.Origin.RESULT, Paper.Origin.REGISTER)

_TAKEN_OVER = (
    "file", "name", "type_code", "id_code", "number", "agency", "signer", "issued_on", "abstract", "scope", "valid_from", "valid_until",
    "details",
)  # fmt: skip


@transaction.atomic
def fill_vault(dossier_id: int, *, actor: Actor) -> int:
    """Bring the vault of the dossier's owner up to date with the dossier; returns how many documents were new or became better.

    It looks at the dossier as it is now, so events may come twice and in any order. Nothing that the owner deleted comes back.
    """
    require(actor, FILL)
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("owner", "competent").get(pk=dossier_id)
    if dossier.received_at is None:
        return 0
    content = content_of(dossier.version_id)
    wanted = [*_of_result(dossier, content), *_of_papers(dossier, content)]
    standing = VaultDocument.objects.select_for_update().in_bulk([one.source_key for one in wanted], field_name="source_key")
    return sum(_keep(one, standing.get(one.source_key), dossier, actor) for one in wanted)


def _of_result(dossier: Dossier, content: ProcedureContent) -> Iterable[VaultDocument]:
    result = Result.objects.select_related("issuer", "file").filter(dossier=dossier, file__isnull=False).first()
    if result is None:
        return
    kind = type_of_result(paper_types(), content.code)
    issued_on = result.decided_at.astimezone(VIETNAM).date()
    document = _blank(dossier, content, f"result/{result.pk}", Trust.RESULT)
    document.source = VaultDocument.Source.RESULT
    document.name = content.result.vi
    document.type_code = kind.code if kind else ""
    document.number = str(result)
    document.issued_on = document.valid_from = issued_on
    document.valid_until = kind.valid_until(issued_on, dossier.answers) if kind else None
    document.scope = kind.scope.vi if kind and kind.scope else ""
    document.agency = result.issuer.formal_name
    document.signer = ", ".join(part for part in (result.signer_name, result.signer_title) if part)
    document.abstract = f"{content.name.vi} – {dossier.owner_name}"
    document.details = {"verification_code": result.verification_code}
    document.file = result.file
    document.id_code = id_code(document.owner_number, document.type_code, f"{document.number}-{result.year}-{result.issuer_id}")
    yield document


def _of_papers(dossier: Dossier, content: ProcedureContent) -> Iterable[VaultDocument]:
    names = {part.key: part for part in content.case(dossier.case_key).components}
    digital = digital_papers_of(dossier.pk)
    resolved = dossier.status in (Status.RESOLVED, Status.RETURNED)
    for paper in dossier.papers.select_related("file").exclude(origin__in=_NOT_NEW).order_by("id"):
        part = names.get(paper.component_key)
        kind = type_of_component(paper_types(), content.code, paper.component_key, part.paper_type if part else "")
        scanned = paper.origin == Paper.Origin.SCAN or dossier.channel != Dossier.Channel.ONLINE
        trust = of_paper(at_the_desk=scanned, resolved=resolved, digitised=paper.digitised == Paper.Digitised.DIGITISED)
        document = _blank(dossier, content, f"paper/{paper.pk}", trust)
        document.source = VaultDocument.Source.SCAN if scanned else VaultDocument.Source.PAPER
        document.name = part.vi if part else paper.name
        document.component_key = paper.component_key
        document.type_code = kind.code if kind else ""
        given_on = paper.added_at.astimezone(VIETNAM).date()
        document.valid_from = given_on
        # The day of issue of a paper is not known: its time runs from the day it was handed in at the latest, which is shown.
        document.valid_until = kind.valid_until(given_on, dossier.answers) if kind else None
        document.details = {"counted_from": "handed_in"}
        document.file = paper.file
        document.abstract = paper.name
        document.id_code = id_code(document.owner_number, document.type_code, f"{dossier.code}-{paper.pk}")
        if paper.pk in digital:
            _described(document, digital[paper.pk])
        yield document


def _described(document: VaultDocument, digital: DigitalPaper) -> None:
    """What the officer who digitised the paper said of it, and the file he signed."""
    document.file, document.name = digital.file, digital.name
    document.number, document.agency, document.signer = digital.number, digital.agency, digital.signer
    document.issued_on, document.abstract, document.scope = digital.issued_on, digital.abstract, digital.scope
    if digital.valid_from or digital.issued_on:
        document.valid_from = digital.valid_from or digital.issued_on
    said = type_named(digital.type_code) if digital.type_code else None
    if said is not None:
        document.type_code = said.code
        document.id_code = digital.id_code
        if digital.issued_on:
            document.valid_until = said.valid_until(digital.issued_on, digital.dossier.answers)
    if digital.valid_until or digital.permanent:
        document.valid_until = digital.valid_until
    document.details = {"digitised_by": digital.digitised_by}


def _blank(dossier: Dossier, content: ProcedureContent, source_key: str, trust: Trust) -> VaultDocument:
    owner = dossier.owner
    return VaultDocument(
        owner=owner,
        source_key=source_key,
        trust=trust,
        owner_name=dossier.owner_name,
        owner_number=owner.citizen_id or owner.tax_code or "",
        dossier=dossier,
        unit_id=dossier.competent_id,
        procedure_code=content.code,
        field_code=content.field.code,
        added_at=clock.now(),
    )


def _take_over(standing: VaultDocument, wanted: VaultDocument) -> None:
    """The digital paper takes the place of the picture that was handed in; that one stays as the version before."""
    for name in _TAKEN_OVER:
        setattr(standing, name, getattr(wanted, name))
    standing.search_text = fold(f"{standing.name} {standing.number}")[:300]
    number = standing.versions.count() + 1
    if standing.file is not None:
        VaultVersion.objects.create(document=standing, number=number, file=standing.file, trust=standing.trust, made_at=clock.now())


def _keep(wanted: VaultDocument, standing: VaultDocument | None, dossier: Dossier, actor: Actor) -> bool:
    """Store a new document, or lift the trust of one that stands; a deleted one stays deleted. True when something changed."""
    if standing is None:
        wanted.search_text = fold(f"{wanted.name} {wanted.number}")[:300]
        wanted.save()
        document = wanted
    elif standing.deleted_at is None and standing.trust < wanted.trust:
        standing.trust = wanted.trust
        if wanted.details.get("digitised_by"):
            _take_over(standing, wanted)
        standing.save()
        document = standing
    else:
        return False
    if document.file is not None and standing is None:
        VaultVersion.objects.create(document=document, number=1, file=document.file, trust=document.trust, made_at=document.added_at)
    payload = {"document": document.pk, "name": document.name, "code": dossier.code, "trust": int(document.trust)}
    record_deed(
        VaultEvent.FILLED, document.pk, owner_id=dossier.owner_id, actor=actor, at=clock.now(), unit_id=document.unit_id, payload=payload
    )
    return True
