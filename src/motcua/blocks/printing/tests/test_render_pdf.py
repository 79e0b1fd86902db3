"""A paper prints what it was given, in letters that can be read, and the same way every time."""

import io
import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf.models.metadata import decode_pdf_date

from motcua.blocks.printing.api import TemplateError, qr_svg, render_pdf
from motcua.blocks.printing.rules.pictures import as_svg
from motcua.blocks.printing.rules.printable_text import parse_coverage, printable

AT = datetime(2022, 11, 14, 1, 30, tzinfo=UTC)
FONTS = Path(__file__).resolve().parents[1] / "fonts"
PLAIN = '#import "/official.typ": *\n#show: official.with(title: "Thử")\n#field("Họ tên", data.name)\n'


def keywords(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.docinfo.get("/Keywords", ""))


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\x00" + b"\xff\x00\x00" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_the_paper_is_archival_tagged_and_in_vietnamese():
    with pikepdf.open(io.BytesIO(render_pdf(PLAIN, {"name": "Nguyễn Thị Thùy Dương"}, at=AT))) as document:
        assert document.Root.MarkInfo.Marked
        assert decode_pdf_date(str(document.docinfo.CreationDate)) == AT
        assert str(document.Root.Lang).lower() == "vi-vn"
        with document.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "2"
            assert metadata["pdfuaid:part"] == "1"
        assert str(document.docinfo.Title) == "Thử"


def test_only_our_fonts_are_in_the_paper():
    with pikepdf.open(io.BytesIO(render_pdf(PLAIN, {"name": "Ờ"}, at=AT))) as document:
        names = {str(item.FontName) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item}
    assert names
    assert all("Tinos" in name for name in names)


def test_the_same_input_gives_the_same_bytes_and_another_gives_others():
    first = render_pdf(PLAIN, {"name": "Ánh"}, at=AT)
    assert first == render_pdf(PLAIN, {"name": "Ánh"}, at=AT)
    assert first != render_pdf(PLAIN, {"name": "Anh"}, at=AT)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40))
def test_whatever_a_person_types_is_printed_and_never_run(text):
    assert render_pdf(PLAIN, {"name": text}, at=AT).startswith(b"%PDF")


def test_markup_in_data_stays_text():
    marked = render_pdf(
        PLAIN + "#metadata(data.name)<x>\n#context assert(query(<x>).first().value == data.name)", {"name": '#panic("x") *b*'}, at=AT
    )
    assert marked.startswith(b"%PDF")


def test_a_template_from_a_file_prints_as_its_text_does(tmp_path):
    file = tmp_path / "a.typ"
    file.write_text(PLAIN)
    assert render_pdf(file, {"name": "Ánh"}, at=AT) == render_pdf(PLAIN, {"name": "Ánh"}, at=AT)


@pytest.mark.parametrize(
    "wrong",
    [
        "#let x = (",
        PLAIN + "#data.nothing",
        '#import "@preview/x:1.0.0": *',
        '#read("../api.py")',
        '#read("/../api.py")',
        '#read("/etc/passwd")',
    ],
)
def test_a_wrong_template_is_refused_with_its_place(wrong):
    with pytest.raises(TemplateError) as refused:
        render_pdf(wrong, {"name": "x"}, at=AT)
    assert str(refused.value)


def test_the_place_of_a_signature_is_told_to_the_signing_step():
    pdf = render_pdf(PLAIN + '#signature-place("leader", width: 50mm, height: 20mm)', {"name": "x"}, at=AT)
    name, _, box = keywords(pdf).partition("@")
    page, x, y, width, height = (float(part) for part in box.split(":"))
    assert (name, page) == ("sign:leader", 1)
    assert x == pytest.approx(85.04, abs=0.1)
    assert 56 < y < 120
    assert (width, height) == pytest.approx((141.73, 56.69), abs=0.1)


def test_pictures_may_be_svg_and_png_and_nothing_else():
    template = PLAIN + '#picture("a", width: 2cm, alt: "a")#picture("b", width: 2cm, alt: "b")'
    with_both = render_pdf(template, {"name": "x"}, images={"a": qr_svg("https://motcua.example/x"), "b": png(3, 2)}, at=AT)
    assert len(with_both) > len(render_pdf(template, {"name": "x"}, at=AT)) + 200
    with pytest.raises(ValueError, match="PNG or JPEG"):
        as_svg(b"GIF89a")


def test_the_coverage_file_says_what_every_font_has():
    coverage = parse_coverage((FONTS / "coverage.txt").read_text())
    faces = [frozenset(map(chr, TTFont(file).getBestCmap())) for file in FONTS.glob("*.ttf")]
    assert len(faces) == 4
    assert all(coverage <= face for face in faces)
    vietnamese = "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ₫–“”…"
    assert coverage >= frozenset(vietnamese + vietnamese.upper())


def test_a_letter_typed_in_two_parts_is_joined_and_a_strange_one_is_marked():
    coverage = parse_coverage((FONTS / "coverage.txt").read_text())
    assert printable("Nguye\u0302\u0303n", coverage) == "Nguyễn"
    assert printable("a\u0007b\tc\u2066d", coverage) == "ab cd"
    assert printable("Ａ 中", coverage) == "A ?"
