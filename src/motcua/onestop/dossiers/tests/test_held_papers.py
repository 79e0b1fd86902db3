"""What the province holds already: attached when the draft is sent, and not to be asked for."""

from collections.abc import Mapping, Sequence

import pytest

from motcua.blocks.files.api import StoredFile, store_bytes
from motcua.kernel.errors import InvalidInput
from motcua.onestop.catalogue.api import Component, content_of
from motcua.onestop.dossiers import ports
from motcua.onestop.dossiers.actions.take_held_papers import attach_held
from motcua.onestop.dossiers.api import HeldPaper, SupplementItem, request_supplement, save_answers, start_draft, submit_dossier
from tests.office import DIEN_BIEN, Office

EXTRACT = "2.000635"
OLD_PAPER = "giay_to_ho_tich_cu"


class Holding:
    """A place that holds one paper for everybody."""

    def __init__(self, file: StoredFile) -> None:
        self.paper = HeldPaper(file, "Trích lục 1/TLHT", "result", "038.TL.1")

    def best(
        self, owner_id: int, components: Sequence[Component], *, procedure_code: str, but_not_from: int | None = None
    ) -> Mapping[str, HeldPaper]:
        return {part.key: self.paper for part in components if part.key == OLD_PAPER}


@pytest.fixture
def held(office: Office, monkeypatch: pytest.MonkeyPatch) -> Holding:
    holding = Holding(store_bytes("a.pdf", b"%PDF-1.7 x", "application/pdf"))
    monkeypatch.setattr(ports, "_held_papers", holding)
    return holding


def test_a_missing_paper_that_is_held_is_attached_and_the_others_stay_missing(office: Office, held: Holding) -> None:
    citizen = office.citizen()
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    parts = content_of(draft.version_id).cases[0].components
    assert attach_held(draft, parts, {OLD_PAPER, "van_ban_uy_quyen"}, procedure_code=EXTRACT) == [OLD_PAPER]
    assert attach_held(draft, parts, (), procedure_code=EXTRACT) == []
    paper = draft.papers.get()
    assert (paper.origin, paper.digitised, paper.reference) == ("result", 3, "038.TL.1")


def test_whoever_asks_for_a_held_paper_is_stopped_unless_he_says_why_the_copy_cannot_be_used(office: Office, held: Holding) -> None:
    citizen, desk = office.citizen(), office.actor("dienbien.motcua")
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    answers = {"loai_trich_luc": "khai_sinh", "tu_cach": "chinh_minh", "noi_dang_ky": "Điện Biên", "so_luong": 1}
    save_answers(draft.key, values={**answers, "mien_phi": "khong", "cam_doan": True}, actor=citizen)
    dossier = submit_dossier(draft.key, actor=citizen)
    for unusable in ("", "   "):
        with pytest.raises(InvalidInput) as refused:
            request_supplement(dossier.code, items=[SupplementItem(OLD_PAPER, "x", unusable=unusable)], reason="thiếu", actor=desk)
        assert [error.field for error in refused.value.fields] == [f"unusable.{OLD_PAPER}"]
    assert request_supplement(dossier.code, items=[SupplementItem(OLD_PAPER, "x", unusable="mờ")], reason="thiếu", actor=desk)
