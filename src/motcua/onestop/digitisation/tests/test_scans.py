"""Several photographs of one paper become one straightened PDF; nothing unclear is kept unnoticed, originals stay."""

import io
from uuid import uuid4

import pikepdf
import pytest

from motcua.blocks.files.api import Picture, StoredFile, pdf_of, read_bytes
from motcua.blocks.jobs.api import run_pending
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound, Refusal
from motcua.onestop.digitisation.api import Incoming, Place, add_pages, change_scan, keep_scan, open_scan, page_picture
from motcua.onestop.digitisation.models import Scan, ScanPage
from motcua.onestop.dossiers.api import Paper
from tests.digitising import OLD_PAPER, STRANGER, drafted, received
from tests.office import Office
from tests.sheets import as_jpeg, photograph, sheet, stream


def incoming(*datas: bytes, name: str = "anh.jpg") -> list[Incoming]:
    return [Incoming(name, stream(data)) for data in datas]


def scanner_file(pages: int) -> bytes:
    document = pikepdf.new()
    for _number in range(pages):
        document.add_blank_page(page_size=(595.28, 841.89))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_two_photographs_become_one_upright_pdf_and_the_originals_stay(office: Office) -> None:
    citizen = office.citizen()
    draft = drafted(office, citizen)
    place = Place.of_draft(draft.key, OLD_PAPER)
    sent = [photograph(), photograph(light=0.9)]
    add_pages(place, incoming(*sent), actor=citizen)
    scan = open_scan(place, citizen)
    assert scan is not None
    assert [page.ready for page in scan.pages] == [True, True]
    assert not scan.unclear
    paper = keep_scan(place, name="Giấy tờ hộ tịch", actor=citizen)
    with pikepdf.open(io.BytesIO(read_bytes(paper.file))) as document:
        assert len(document.pages) == 2
        assert [round(float(side)) for side in document.pages[0].mediabox[2:]] == [595, 842]
        image = document.pages[0].Resources.XObject.Im0
        assert int(image.Width) / 8.27 >= 199
    assert paper.draft_id == draft.pk
    assert paper.origin == Paper.Origin.UPLOAD
    assert paper.digitised == Paper.Digitised.NOT
    originals = [read_bytes(page.original) for page in ScanPage.objects.all()]
    assert originals == sent
    assert open_scan(place, citizen) is None
    with pytest.raises(NotFound):
        keep_scan(place, name="Giấy tờ hộ tịch", actor=citizen)


def test_a_blurred_or_dark_page_is_told_and_kept_only_in_spite(office: Office) -> None:
    citizen = office.citizen()
    place = Place.of_draft(drafted(office, citizen).key, OLD_PAPER)
    add_pages(place, incoming(photograph(blur=6), photograph(light=0.3)), actor=citizen)
    assert [page.warnings for page in ScanPage.objects.all()] == [["blurred"], ["dark"]]
    with pytest.raises(InvalidInput) as refused:
        keep_scan(place, name="a", actor=citizen)
    assert [field.field for field in refused.value.fields] == ["in_spite"]
    assert keep_scan(place, name="a", in_spite=True, actor=citizen).file.pages == 2


def test_pages_are_turned_moved_and_taken_away(office: Office) -> None:
    citizen = office.citizen()
    place = Place.of_draft(drafted(office, citizen).key, OLD_PAPER)
    add_pages(place, incoming(photograph(), photograph(), photograph()), actor=citizen)
    first, second, third = ScanPage.objects.values_list("pk", flat=True)
    change_scan(place, "turn", first, actor=citizen)
    change_scan(place, "later", first, actor=citizen)
    change_scan(place, "earlier", second, actor=citizen)
    change_scan(place, "drop", third, actor=citizen)
    scan = open_scan(place, citizen)
    assert scan is not None
    assert [(page.id, page.sideways) for page in scan.pages] == [(second, False), (first, True)]
    paper = keep_scan(place, name="a", actor=citizen)
    with pikepdf.open(io.BytesIO(read_bytes(paper.file))) as document:
        boxes = [[round(float(side)) for side in page.mediabox[2:]] for page in document.pages]
        assert boxes == [[595, 842], [842, 595]]
        image = document.pages[1].Resources.XObject.Im0
        assert int(image.Width) > int(image.Height)


def test_nobody_sees_or_changes_another_persons_scan(office: Office) -> None:
    citizen, stranger = office.citizen(), office.citizen(STRANGER)
    place = Place.of_draft(drafted(office, citizen).key, OLD_PAPER)
    add_pages(place, incoming(photograph()), actor=citizen)
    page = ScanPage.objects.get()
    assert open_scan(place, stranger) is None
    for attempt in (
        lambda: page_picture(page.pk, stranger),
        lambda: change_scan(place, "drop", page.pk, actor=stranger),
        lambda: keep_scan(place, name="a", actor=stranger),
        lambda: add_pages(place, incoming(photograph()), actor=stranger),
        lambda: add_pages(Place.of_draft(uuid4(), OLD_PAPER), incoming(photograph()), actor=citizen),
        lambda: change_scan(place, "burn", page.pk, actor=citizen),
    ):
        with pytest.raises((NotFound, Forbidden)):
            attempt()
    assert page_picture(page.pk, citizen).startswith(b"\xff\xd8")
    assert ScanPage.objects.count() == 1


def test_what_is_no_picture_leaves_nothing(office: Office) -> None:
    citizen = office.citizen()
    place = Place.of_draft(drafted(office, citizen).key, OLD_PAPER)
    whole = photograph()
    for data in (b"", whole[: len(whole) // 3], b"%PDF-1.7 broken"):
        with pytest.raises(Refusal):
            add_pages(place, incoming(photograph(), data, name=""), actor=citizen)
    assert not ScanPage.objects.exists()
    assert not Scan.objects.exists()
    assert not StoredFile.objects.filter(media_type="image/jpeg").exists()


def test_a_long_scanner_file_is_prepared_in_the_background_with_progress(office: Office) -> None:
    officer = office.actor("dienbien.motcua")
    dossier = received(office, office.citizen())
    place = Place.at_office(dossier.code, OLD_PAPER)
    add_pages(place, incoming(scanner_file(13), name="quet.pdf"), actor=officer)
    scan = open_scan(place, officer)
    assert scan is not None
    assert (scan.done, scan.waiting) == (0, 13)
    with pytest.raises(Conflict):
        keep_scan(place, name="Giấy tờ cũ", actor=officer)
    run_pending(limit=1)
    scan = open_scan(place, officer)
    assert scan is not None
    assert scan.done == 10
    run_pending(limit=5)
    paper = keep_scan(place, name="Giấy tờ cũ", actor=officer)
    assert (paper.dossier_id, paper.origin, paper.file.pages) == (dossier.pk, Paper.Origin.SCAN, 13)


def test_a_full_tray_of_three_hundred_pages_waits_in_the_background_and_not_one_page_more(office: Office) -> None:
    officer = office.actor("dienbien.motcua")
    place = Place.at_office(received(office, office.citizen()).code, OLD_PAPER)
    add_pages(place, incoming(scanner_file(300), name="quet.pdf"), actor=officer)
    scan = open_scan(place, officer)
    assert scan is not None
    assert (scan.done, scan.waiting) == (0, 300)
    with pytest.raises(InvalidInput) as refused:
        add_pages(place, incoming(scanner_file(1), name="quet.pdf"), actor=officer)
    assert (refused.value.params["pages"], refused.value.params["most"]) == (301, 300)
    assert refused.value.way_out
    run_pending(limit=1)
    scan = open_scan(place, officer)
    assert scan is not None
    assert (scan.done, scan.waiting) == (10, 290)


def test_more_pages_than_a_scan_holds_are_refused_with_both_numbers(office: Office) -> None:
    officer = office.actor("dienbien.motcua")
    place = Place.at_office(received(office, office.citizen()).code, OLD_PAPER)
    with pytest.raises(InvalidInput) as refused:
        add_pages(place, incoming(scanner_file(301), name="quet.pdf"), actor=officer)
    assert (refused.value.params["pages"], refused.value.params["most"]) == (301, 300)
    assert not Scan.objects.exists()


def test_a_signed_pdf_is_never_taken_apart(office: Office) -> None:
    officer = office.actor("dienbien.motcua")
    place = Place.at_office(received(office, office.citizen()).code, OLD_PAPER)
    signed = scanner_file(1).replace(b"%%EOF", b"% /ByteRange [0 1 2 3]\n%%EOF")
    with pytest.raises(InvalidInput, match="signature"):
        add_pages(place, incoming(signed, name="ky.pdf"), actor=officer)


def test_the_same_pages_give_the_same_bytes() -> None:
    picture = Picture(as_jpeg(sheet()), 1654, 2338, 210, 297)
    assert pdf_of([picture], title="a") == pdf_of([picture], title="a")
