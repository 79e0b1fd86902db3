"""A filing of the national portal becomes a submitted dossier, or is refused with a reason that the citizen can read."""

import io
import uuid
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from motcua.blocks.files.api import Limits, StoredFile, store_bytes, store_upload
from motcua.blocks.printing.api import render_pdf
from motcua.connectors.national_portal.client import NationalPortal
from motcua.connectors.national_portal.models import NationalFiling
from motcua.connectors.national_portal.rules.filing import FiledPaper, Filing, is_another_person, read_filing
from motcua.connectors.national_portal.rules.mapping import Mapped, as_text, map_answers
from motcua.ground.directory.api import Unit
from motcua.ground.parties.api import Party, register_party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound, Refusal, words
from motcua.onestop.catalogue.api import Component, ProcedureContent, choose_case, content_of, form_of, version_in_force
from motcua.onestop.dossiers.api import Dossier, FiledElsewhere, HandedIn, limits_of, submit_from_portal

PORTAL = Actor(kind="system", name="Cổng Dịch vụ công quốc gia")
_TEMPLATE = Path(__file__).resolve().parents[1] / "rules" / "filing.typ"
_DANGEROUS = frozenset({"file_hostile", "file_virus"})
_AS_FILED = "Hồ sơ nộp trên Cổng Dịch vụ công quốc gia.pdf"


@dataclass(frozen=True, slots=True)
class _Fetched:
    component: Component
    paper: FiledPaper
    data: bytes


def take_in_filing(filing_id: int, portal: NationalPortal) -> NationalFiling:
    """Take it in, or refuse it; one that was decided stays as it is. Raises `Fault` when the portal's files cannot be read now."""
    row = NationalFiling.objects.get(pk=filing_id)
    if row.state != NationalFiling.State.WAITING:
        return row
    try:
        filing = read_filing(row.content)
        version = version_in_force(filing.procedure_code, clock.today())
        content = content_of(version.pk)
        competent = _competent(filing)
        mapped = map_answers(form_of(version.pk), filing.told, today=clock.today())
        fetched, missed = _fetch(filing, content, mapped, portal)
        with transaction.atomic():
            return _take_in(row, filing, content, competent, mapped, fetched, missed)
    except Refusal as refusal:
        return _refuse(row, refusal)


def _take_in(
    row: NationalFiling,
    filing: Filing,
    content: ProcedureContent,
    competent: Unit,
    mapped: Mapped,
    fetched: list[_Fetched],
    missed: list[tuple[str, str, str]],
) -> NationalFiling:
    row = NationalFiling.objects.select_for_update(of=("self",)).get(pk=row.pk)
    owner, told_otherwise = _owner_of(filing)
    papers, refused = _stored(fetched)
    problems = [*mapped.problems, *missed, *refused, *told_otherwise]
    form = next((one for one in choose_case(content, mapped.answers).components if one.kind == "form"), None)
    key = form.key if form else "don"
    dossier = submit_from_portal(
        FiledElsewhere(
            key=uuid.uuid5(uuid.NAMESPACE_URL, f"national_portal:{filing.national_code}"),
            reference=filing.national_code,
            procedure_code=filing.procedure_code,
            competent_id=competent.pk,
            owner=owner,
            answers=mapped.answers,
            papers=[HandedIn(key, _AS_FILED, _as_filed(filing, content, problems)), *papers],
            return_wish=Dossier.ReturnWish.POST if filing.by_post else Dossier.ReturnWish.COUNTER,
        ),
        actor=PORTAL,
    )
    row.state, row.dossier, row.problems, row.decided_at = NationalFiling.State.TAKEN_IN, dossier, problems, clock.now()
    row.save(update_fields=["state", "dossier", "problems", "decided_at"])
    return row


def _refuse(row: NationalFiling, refusal: Refusal) -> NationalFiling:
    """The citizen reads the reason at the portal, so it is told in Vietnamese."""
    with translation.override("vi"):
        parts = [gettext(refusal.message) % refusal.params if refusal.params else gettext(refusal.message)]
        parts += [gettext(one.message) % one.params if one.params else gettext(one.message) for one in refusal.fields]
    reason = " ".join(dict.fromkeys(parts))
    waiting = NationalFiling.objects.filter(pk=row.pk, state=NationalFiling.State.WAITING)
    waiting.update(state=NationalFiling.State.REFUSED, reason=reason, decided_at=clock.now())
    row.refresh_from_db()
    return row


def _competent(filing: Filing) -> Unit:
    unit = Unit.objects.on(clock.today()).filter(agency_code=filing.agency_code).first()
    if unit is None:
        raise NotFound(words("There is no agency with the code %(code)s."), params={"code": filing.agency_code})
    return unit


def _owner_of(filing: Filing) -> tuple[Party, list[tuple[str, str, str]]]:
    """The person known under the number, or a new one. A name that differs is not taken over: the desk is told."""
    owner = filing.owner
    known = Party.objects.filter(citizen_id=owner.citizen_id) if owner.citizen_id else Party.objects.filter(tax_code=owner.tax_code)
    party = known.first()
    if party is None:
        try:
            return register_party(owner, actor=PORTAL), []
        except Conflict:
            party = known.get()  # the same person has just been registered elsewhere
    if is_another_person(owner.full_name, party.full_name):
        return party, [("Chủ hồ sơ", owner.full_name, f"Theo dữ liệu của tỉnh, số định danh này thuộc về: {party.full_name}")]
    return party, []


def _fetch(
    filing: Filing, content: ProcedureContent, mapped: Mapped, portal: NationalPortal
) -> tuple[list[_Fetched], list[tuple[str, str, str]]]:
    """Read the files at the portal, before anything is written; what belongs to no component of ours is told to the desk."""
    components = {one.key: one for one in choose_case(content, mapped.answers).components if one.kind == "upload"}
    fetched: list[_Fetched] = []
    missed: list[tuple[str, str, str]] = []
    for paper in filing.papers:
        component = components.get(paper.component_key)
        if component is None:
            missed.append((paper.component_key or "Tệp đính kèm", paper.name, "Thủ tục không có thành phần hồ sơ này"))
            continue
        try:
            data = portal.download(paper.address, limits_of(component).max_bytes + 1)
        except ValueError as elsewhere:
            raise InvalidInput(words("A file of the filing does not lie at the national portal."), code="file_elsewhere") from elsewhere
        fetched.append(_Fetched(component, paper, data))
    return fetched, missed


def _stored(fetched: list[_Fetched]) -> tuple[list[HandedIn], list[tuple[str, str, str]]]:
    """Check and keep each file as if it were uploaded. A dangerous one refuses the whole filing, another bad one is left out."""
    papers: list[HandedIn] = []
    refused: list[tuple[str, str, str]] = []
    for one in fetched:
        try:
            limits: Limits = limits_of(one.component)
            stored = store_upload(name=one.paper.name, stream=io.BytesIO(one.data), limits=limits, actor=PORTAL)
        except Refusal as bad:
            if bad.code in _DANGEROUS:
                raise
            with translation.override("vi"):
                refused.append(
                    (one.component.vi, one.paper.name, gettext(bad.message) % bad.params if bad.params else gettext(bad.message))
                )
            continue
        papers.append(HandedIn(one.component.key, one.paper.name, stored))
    return papers, refused


def _as_filed(filing: Filing, content: ProcedureContent, problems: list[tuple[str, str, str]]) -> StoredFile:
    owner = filing.owner
    data = {
        "code": filing.national_code,
        "procedure": f"{content.code} {content.name.vi}",
        "owner": owner.full_name,
        "number": owner.citizen_id or owner.tax_code,
        "phone": owner.phone,
        "email": owner.email,
        "address": owner.address,
        "answers": [(one.label or one.name, as_text(one.value)) for one in filing.told],
        "problems": problems,
    }
    return store_bytes(_AS_FILED, render_pdf(_TEMPLATE, data), "application/pdf", actor=PORTAL)
