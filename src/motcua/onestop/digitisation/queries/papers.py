"""Papers that wait: to be digitised, or to be approved; and what stands of one dossier."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import Component, content_of
from motcua.onestop.digitisation.models import DigitalPaper, DossierStanding
from motcua.onestop.dossiers.api import Dossier, Paper, components_asked

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ComponentStanding:
    """One component of a dossier: its papers with what was made of them; without papers it lies on paper only."""

    component: Component
    papers: Sequence[tuple[Paper, DigitalPaper | None]]


@dataclass(frozen=True, slots=True)
class Standing:
    """A dossier as far as it is digital."""

    dossier: Dossier
    state: int
    components: Sequence[ComponentStanding]


def waiting_papers(actor: Actor) -> list[Paper]:
    """Papers of received dossiers that are not digitised, the oldest first, at most fifty; only those the actor may see."""
    papers = Paper.objects.filter(
        dossier__in=Dossier.objects.visible_to(actor).filter(received_at__isnull=False), digitised=Paper.Digitised.NOT
    )
    return list(papers.select_related("file", "dossier__procedure", "digital").order_by("id")[:PAGE_SIZE])


def papers_to_approve(actor: Actor) -> list[DigitalPaper]:
    """Digital papers that wait for a head, the oldest first, at most fifty; without those he made himself."""
    waiting = DigitalPaper.objects.filter(approval=DigitalPaper.Approval.WAITING, dossier__in=Dossier.objects.visible_to(actor))
    mine_left_out = waiting.exclude(digitised_by_account=actor.account_id or 0)
    return list(mine_left_out.select_related("dossier__procedure", "paper", "file").order_by("id")[:PAGE_SIZE])


def standing_of(code: str, actor: Actor) -> Standing | None:
    """Every component of a dossier with its papers; None for one the actor may not see."""
    dossier = Dossier.objects.visible_to(actor).select_related("procedure").filter(code=code).first()
    if dossier is None:
        return None
    papers = list(dossier.papers.select_related("file", "digital__file").order_by("id"))
    case = content_of(dossier.version_id).case(dossier.case_key)
    parts = [part for part in components_asked(case, dossier.answers, dossier.acting) if part.kind == "upload"]
    components = [
        ComponentStanding(part, [(one, getattr(one, "digital", None)) for one in papers if one.component_key == part.key]) for part in parts
    ]
    row = DossierStanding.objects.filter(dossier=dossier).first()
    return Standing(dossier, row.state if row else DossierStanding.State.WAITING, components)


def digital_papers_of(dossier_id: int) -> dict[int, DigitalPaper]:
    """The digital papers of a dossier that were not rejected, by the id of their paper."""
    found = DigitalPaper.objects.filter(dossier_id=dossier_id).exclude(approval=DigitalPaper.Approval.REJECTED)
    return {one.paper_id: one for one in found.select_related("file", "dossier")}
