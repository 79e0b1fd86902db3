"""An officer checks a paper against its picture, says what it is, and signs it."""

from django.db import transaction

from motcua.blocks.files.api import Picture, StoredFile, is_signed, pdf_of, read_bytes, store_bytes, straightened
from motcua.blocks.permissions.api import require
from motcua.blocks.signing.api import Stamp, ensure_identity, sign_pdf
from motcua.ground.directory.api import signing_title, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound, words
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.digitisation.models import DigitalPaper, DigitalVersion
from motcua.onestop.digitisation.ports import paper_kinds
from motcua.onestop.digitisation.rights import DIGITISE
from motcua.onestop.digitisation.rules.facts import PaperFacts, faults_of, id_code
from motcua.onestop.dossiers.api import Dossier, Paper, mark_digitised

_REASON = "Số hóa từ bản giấy"


def digitise_paper(paper_id: int, facts: PaperFacts, *, compared: bool, actor: Actor) -> DigitalPaper:
    """Make the digital paper: a signed PDF beside the file that came, with its metadata; waits for approval.

    A file that bears a digital signature already is taken as it is, to the byte. A rejected one is digitised again as a new version.
    Errors: `InvalidInput` naming the fields, `NotFound`, `Forbidden`, `Conflict` when it stands digitised already or is reused.
    """
    require(actor, DIGITISE)
    paper, dossier = paper_to_digitise(paper_id, actor)
    faults = faults_of(facts, compared=compared, today=clock.today(), types=_types())
    if faults:
        raise InvalidInput(words("Something is missing or wrong."), fields=faults)
    _refuse_if_done(DigitalPaper.objects.filter(paper=paper).first())
    signed = _signed(paper, dossier, actor)
    with transaction.atomic():
        Paper.objects.select_for_update().get(pk=paper.pk)
        standing = DigitalPaper.objects.select_for_update().filter(paper=paper).first()
        _refuse_if_done(standing)
        file = paper.file if signed is None else _stored(paper, signed, actor)
        digital = _written(standing or DigitalPaper(paper=paper, version=0), paper, dossier, file, facts, actor)
        mark_digitised(paper.pk, digitised=True, actor=actor)
    return digital


def _types() -> set[str]:
    kinds = paper_kinds()
    return {kind.code for kind in kinds.known()} if kinds else set()


def paper_to_digitise(paper_id: int, actor: Actor) -> tuple[Paper, Dossier]:
    """The paper with its dossier; `NotFound` when the actor may not see it, `Conflict` when it is reused or not taken in yet."""
    papers = Paper.objects.select_related("file", "dossier__owner", "dossier__receiver")
    paper = papers.filter(pk=paper_id, dossier__in=Dossier.objects.visible_to(actor)).first()
    if paper is None or paper.dossier is None:
        raise NotFound(words("There is no such paper that you may see."))
    if paper.digitised > Paper.Digitised.DIGITISED:
        raise Conflict(words("This paper is reused; it is digital already."))
    if paper.dossier.received_at is None:
        raise Conflict(words("The dossier is not received yet."), way_out=words("Receive it first; then its papers are digitised."))
    return paper, paper.dossier


def _refuse_if_done(standing: DigitalPaper | None) -> None:
    if standing is not None and standing.approval != DigitalPaper.Approval.REJECTED:
        raise Conflict(words("This paper is digitised already."))


def _signed(paper: Paper, dossier: Dossier, actor: Actor) -> bytes | None:
    """The paper as a PDF with the officer's signature at the top right (NĐ 30/2020 annex I); None for one that is signed already."""
    data = read_bytes(paper.file)
    if paper.file.media_type == "application/pdf":
        if is_signed(data):
            return None
        pdf = data
    else:
        page = straightened(data, paper.file.name)
        pdf = pdf_of([Picture(page.jpeg, page.width, page.height, page.sheet.width, page.sheet.height)], title=paper.name)
    title = signing_title(actor, dossier.receiver_id) or signing_title(actor, dossier.competent_id)
    organisation = _agency(dossier)
    person = ensure_identity(f"person/{actor.account_id}", name=actor.name, title=title, organisation=organisation)
    return sign_pdf(pdf, identity_key=person.key, reason=_REASON, location=organisation, visible=Stamp("corner"))


def _agency(dossier: Dossier) -> str:
    return unit(dossier.competent_id).formal_name


def _stored(paper: Paper, signed: bytes, actor: Actor) -> StoredFile:
    stem = paper.name.rpartition(".")[0] or paper.name
    return store_bytes(f"{stem[:120]}-so-hoa.pdf", signed, "application/pdf", pages=paper.file.pages, actor=actor)


def _written(row: DigitalPaper, paper: Paper, dossier: Dossier, file: StoredFile, facts: PaperFacts, actor: Actor) -> DigitalPaper:
    content, now = content_of(dossier.version_id), clock.now()
    for name in PaperFacts.__dataclass_fields__:
        setattr(row, name, getattr(facts, name))
    row.dossier, row.unit_id, row.file = dossier, dossier.competent_id, file
    row.procedure_code, row.field_code, row.source = content.code, content.field.code, paper.origin
    row.id_code = id_code(facts.owner_number, facts.type_code, facts.number or f"{dossier.code}-{paper.pk}")
    row.version += 1
    row.digitised_at, row.digitised_by, row.digitised_by_account = now, actor.name, actor.account_id or 0
    row.approval, row.decided_at, row.decided_by, row.decided_reason = DigitalPaper.Approval.WAITING, None, "", ""
    row.save()
    DigitalVersion.objects.create(digital=row, number=row.version, file=file, facts=facts.as_data(), made_at=now, made_by=actor.name)
    return row
