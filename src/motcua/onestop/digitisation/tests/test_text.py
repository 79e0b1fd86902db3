"""Text is recognised beside the paper, never in it; what it suggests is only suggested."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from motcua.blocks.files.api import Picture, StoredFile, pdf_of, read_bytes, store_bytes, text_of_page
from motcua.blocks.jobs.api import run_pending
from motcua.kernel.errors import Fault, NotFound
from motcua.kernel.text import fold
from motcua.onestop.digitisation.api import Recognition, order_recognition, search_papers, suggestions_for
from motcua.onestop.digitisation.handlers import order_digitisation
from motcua.onestop.digitisation.models import RecognisedPage
from motcua.onestop.digitisation.ports import Reading, Tesseract, use_text_reader
from motcua.onestop.digitisation.rules.suggestions import suggest
from motcua.onestop.digitisation.rules.words_of_page import page_text
from motcua.onestop.dossiers.api import Paper, attach_scan
from tests.digitising import OLD_PAPER, STRANGER, received
from tests.office import Office
from tests.sheets import LINES, as_jpeg, sheet

TODAY = date(2022, 11, 14)


class Missing:
    def is_there(self) -> bool:
        return False

    def read(self, png: bytes, *, density: int) -> Reading:
        raise AssertionError


class Broken(Missing):
    def is_there(self) -> bool:
        return True

    def read(self, png: bytes, *, density: int) -> Reading:
        raise Fault("planted")


def scanned(office: Office) -> Paper:
    """A one-page scan in a received dossier."""
    pdf = pdf_of([Picture(as_jpeg(sheet()), 1654, 2338, 210, 297)])
    file = store_bytes("quet.pdf", pdf, "application/pdf")
    dossier = received(office, office.citizen(), with_paper=False)
    return attach_scan(dossier.code, OLD_PAPER, file=file, reference="scan/x", name="quet.pdf", actor=office.actor("dienbien.motcua"))


def run_all() -> None:
    while run_pending(limit=20):
        pass


@pytest.mark.slow
@pytest.mark.once
def test_a_scan_is_read_in_vietnamese_and_found_again(office: Office) -> None:
    if not Tesseract().is_there():
        pytest.skip("tesseract with Vietnamese is not installed (tools/preflight.py says how)")
    paper, officer = scanned(office), office.actor("dienbien.motcua")
    before = read_bytes(paper.file)
    order_recognition(paper.pk, actor=officer)
    run_all()
    row = Recognition.objects.get()
    assert row.state == Recognition.State.DONE
    hits = search_papers(paper.dossier.code, "nguyen thi hoa", officer)
    assert [(hit.paper_id, hit.page) for hit in hits] == [(paper.pk, 1)]
    assert "nguyen thi hoa" in fold(hits[0].snippet)
    found = suggestions_for(paper)
    assert (found.number, found.issued_on, fold(found.owner)) == ("123/TLKS-BS", date(2021, 3, 12), "nguyen thi hoa")
    assert row.searchable is not None
    assert "nguyen" in fold(text_of_page(read_bytes(row.searchable), 0, "x"))
    assert read_bytes(StoredFile.objects.get(pk=paper.file_id)) == before
    assert search_papers(paper.dossier.code, "nguyen thi hoa", office.citizen(STRANGER)) == []
    assert all(left >= 0 and width > 0 for _word, left, _top, width, _height, _sure in RecognisedPage.objects.get().words)


def test_without_tesseract_the_state_says_so_and_nothing_stops(office: Office) -> None:
    paper, officer = scanned(office), office.actor("dienbien.motcua")
    for reader, state in ((Missing(), "missing"), (Broken(), "failed")):
        before = use_text_reader(reader)
        try:
            order_recognition(paper.pk, actor=officer)
            run_all()
        finally:
            use_text_reader(before)
        assert Recognition.objects.get().state == state
    assert suggestions_for(paper).number == ""
    with pytest.raises(NotFound):
        order_recognition(paper.pk + 1000, actor=officer)


def test_a_paper_born_digital_gives_its_own_text_and_small_pictures_are_left_alone(office: Office) -> None:
    dossier = received(office, office.citizen())
    order_digitisation([type("Event", (), {"stream_id": dossier.pk, "kind": "dossier.received"})()])
    run_all()
    assert not Recognition.objects.exists()


def test_a_program_that_hangs_is_ended_after_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nexec sleep 30\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(Fault, match="longer than 1 seconds"):
        Tesseract(seconds=1).read(b"x", density=200)


def test_the_table_of_words_becomes_lines_and_boxes() -> None:
    rows = (
        "head",
        "5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t96.5\tSố:",
        "5\t1\t1\t1\t1\t2\t45\t20\t60\t8\t91\t123/QĐ",
        "5\t1\t1\t1\t2\t1\t10\t40\t9\t9\t3\t;;",
        "broken",
    )
    read = page_text("\n".join(rows))
    assert read.text == "Số: 123/QĐ"
    assert read.words == [["Số:", 10, 20, 30, 8, 96], ["123/QĐ", 45, 20, 60, 8, 91]]


def test_the_text_of_a_paper_suggests_its_metadata() -> None:
    found = suggest("\n".join(LINES), today=TODAY)
    assert found.number == "123/TLKS-BS"
    assert found.issued_on == date(2021, 3, 12)
    assert found.agency == "ỦY BAN NHÂN DÂN PHƯỜNG ĐIỆN BIÊN"
    assert found.owner == "NGUYỄN THỊ HOA"


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("Số: 45 /QĐ-UBND", "45/QĐ-UBND", None),
        ("Số 12/2020/GCN, cấp ngày 31/02/2020 và 01/03/2020", "12/2020/GCN", date(2020, 3, 1)),
        ("ngày 5 tháng 1 năm 2099", "", None),
        ("", "", None),
        ("Số nhà 12 đường Lê Lợi", "", None),
    ],
)
def test_what_cannot_be_is_not_suggested(text: str, number: str, day: date | None) -> None:
    found = suggest(text, today=TODAY)
    assert (found.number, found.issued_on) == (number, day)
