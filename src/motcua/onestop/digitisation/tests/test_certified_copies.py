"""A certified electronic copy: every page of the original, marked, with the statement, signed by the officer and the office."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.blocks.files.api import read_bytes, text_of_page
from motcua.blocks.measures.api import Scope, registered
from motcua.blocks.signing.api import verify_pdf
from motcua.blocks.workflow.api import open_tasks
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict
from motcua.kernel.text import fold
from motcua.onestop.digitisation.api import CertifiedCopy
from motcua.onestop.digitisation.rules.originals import Handed, chosen
from motcua.onestop.dossiers.api import (
    Decision,
    Dossier,
    Paper,
    Result,
    complete_task,
    draft_result,
    sign_result,
)
from tests.copies import asked, scanned, scanner_file
from tests.digitising import resolved
from tests.office import Office


def test_the_copy_holds_every_page_marked_and_the_statement_and_two_signatures(office: Office) -> None:
    dossier = asked(office)
    scan = scanned(dossier, scanner_file(3, turned=90), pages=3)
    draft = draft_result(dossier.code, actor=office.actor("dienbien.chutich"))
    with pikepdf.open(io.BytesIO(draft)) as document:
        assert len(document.pages) == 4
    before = read_bytes(scan.file)
    resolved(office, dossier)
    result = Result.objects.select_related("file").get(dossier=dossier)
    assert result.file is not None
    pdf = read_bytes(result.file)
    assert [verify_pdf(pdf).level, [one.signer for one in verify_pdf(pdf).signatures]] == [
        "green",
        ["Trần Đức Long", "Ủy ban nhân dân phường Điện Biên"],
    ]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [[round(float(side)) for side in page.mediabox] for page in document.pages] == [
            [0, 0, 595, 842],
            [0, 0, 595, 842],
            [0, 0, 842, 595],
            [0, 0, 595, 842],
        ]
        assert ["/Annots" in page for page in document.pages] == [False, False, False, True]
    texts = [fold(text_of_page(pdf, number, "x")) for number in range(4)]
    for number, text in enumerate(texts[:3], start=1):
        assert f"original page {number}" in text
        assert "ban sao" in text
        assert "so: 01/sct-bs, ngay 14/11/2022" in text
        assert "uy ban nhan dan phuong dien bien" in text
        assert f"trang {number}/3" in text
    assert "chung thuc ban sao dung voi ban chinh" in " ".join(texts[3].split())
    assert "gom 3 trang sao tu ban chinh" in " ".join(texts[3].split())
    assert read_bytes(Paper.objects.select_related("file").get(pk=scan.pk).file) == before
    copy = CertifiedCopy.objects.get()
    assert (copy.result_id, copy.pages, copy.sources, copy.unit_id) == (result.pk, 3, [scan.file.sha256], dossier.competent_id)
    assert counted(office) == 1
    sign_result(dossier.pk, actor=SYSTEM)
    assert CertifiedCopy.objects.count() == 1


def counted(office: Office) -> int:
    day = clock.now().date()
    scope = Scope(now=clock.now(), first=day, last=day, units=[office.unit("14767").pk])
    found = registered()["digitisation.certified_copies"]
    return int(found.records(scope).count())


def test_a_photograph_of_the_original_is_copied_when_the_desk_scanned_nothing(office: Office) -> None:
    dossier = asked(office, form="ca_hai")
    resolved(office, dossier)
    assert CertifiedCopy.objects.get().pages == 1


def test_a_copy_on_paper_is_the_statement_alone(office: Office) -> None:
    dossier = asked(office, form="giay")
    Paper.objects.filter(dossier=dossier).delete()
    resolved(office, dossier)
    file = Result.objects.select_related("file").get(dossier=dossier).file
    assert file is not None
    assert not CertifiedCopy.objects.exists()
    assert "Số bản sao: 1" in text_of_page(read_bytes(file), 0, "x")
    assert counted(office) == 0


@pytest.mark.parametrize("plan", ["nothing", "locked", "broken", "picture", "too long"])
def test_an_original_that_cannot_be_copied_is_told_to_the_signer_with_a_way_out_and_takes_no_number(
    office: Office, plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = asked(office)
    if plan == "nothing":
        Paper.objects.filter(dossier=dossier).delete()
    elif plan == "too long":
        monkeypatch.setattr("motcua.onestop.digitisation.actions.certify_copies.COPIED_PAGES", 4)
        scanned(dossier, scanner_file(5), pages=5)
    else:
        data = {"locked": scanner_file(1, password="x"), "broken": b"%PDF-1.7 broken", "picture": b"\xff\xd8\xff broken"}[plan]
        scanned(dossier, data, kind="image/jpeg" if plan == "picture" else "application/pdf")
    with pytest.raises(Conflict) as refused:
        resolved(office, dossier)
    assert refused.value.way_out
    assert refused.value.code == {"nothing": "no_original", "too long": "original_too_long"}.get(plan, "original_unreadable")
    assert not Result.objects.exists()
    assert Dossier.objects.get().status == "in_process"
    Paper.objects.filter(name="quet.pdf").delete()
    scanned(dossier, scanner_file(1))
    (task,) = open_tasks("dossier", dossier.pk)
    complete_task(task.pk, decision=Decision("approved"), actor=office.actor("dienbien.chutich"))
    assert Result.objects.get().number == 1


def test_three_hundred_pages_are_copied_whole(office: Office) -> None:
    dossier = asked(office)
    scanned(dossier, scanner_file(300), pages=300)
    resolved(office, dossier)
    file = Result.objects.select_related("file").get(dossier=dossier).file
    assert file is not None
    pdf = read_bytes(file)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 301
    assert "ORIGINAL PAGE 300" in text_of_page(pdf, 299, "x")
    assert verify_pdf(pdf).level == "green"


files = st.lists(st.builds(Handed, st.integers(1, 99), st.integers(0, 3), at_the_desk=st.booleans()), unique_by=lambda one: one.id)


@given(files)
def test_what_the_desk_scanned_goes_before_what_was_handed_in(handed: list[Handed]) -> None:
    taken = chosen(handed)
    by_id = {one.id: one for one in handed}
    assert bool(taken) == bool(handed)
    assert taken == sorted(taken)
    assert len({by_id[key].round for key in taken}) <= 1
    assert len({by_id[key].at_the_desk for key in taken}) <= 1
    if any(one.at_the_desk for one in handed):
        assert all(by_id[key].at_the_desk for key in taken)
