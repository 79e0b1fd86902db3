"""Small real papers for the journeys: a PDF page and a photograph, each different from the one before."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw

from motcua.blocks.printing.api import render_pdf

NOTICE = """
#set document(title: "Giấy chứng sinh")
#set page(paper: "a5", margin: 1.6cm)
#set text(size: 11pt)
#align(center)[SỞ Y TẾ THANH HÓA \\ *Bệnh viện Phụ sản Thanh Hóa* (hư cấu)]
#v(1em)
#align(center, text(16pt, weight: "bold")[GIẤY CHỨNG SINH])
#v(.5em)
Họ và tên mẹ: *LÊ THỊ HOA* \\
Số định danh: 038190012345 \\
Đã sinh con vào lúc: *08 giờ 15 phút, ngày 20 tháng 10 năm 2022* \\
Tại: Bệnh viện Phụ sản Thanh Hóa \\
Số con trong lần sinh này: 01 #h(2em) Giới tính của con: *Nữ* #h(2em) Cân nặng: 3.200 g \\
Dự kiến đặt tên con là: *NGUYỄN MINH AN* \\
Người đỡ đẻ: Nữ hộ sinh Phạm Thị Lan
#v(1em)
#align(right)[Thanh Hóa, ngày 22 tháng 10 năm 2022]
"""


def pdf(folder: Path, words: str) -> Path:
    """A PDF of one page that says a few words."""
    path = folder / f"{words.replace(' ', '_')}.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(420, 595))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
        page.Contents = document.make_stream(f"BT /F1 22 Tf 40 520 Td ({words}) Tj ET".encode())
        document.save(path)
    return path


def birth_notice(folder: Path) -> Path:
    """A notice of birth as a hospital writes it, of invented people."""
    path = folder / "giay-chung-sinh.pdf"
    path.write_bytes(render_pdf(NOTICE, {}))
    return path


@cache
def picture() -> bytes:
    """A photograph of a paper."""
    image = Image.new("RGB", (600, 400), "#f4f1e8")
    ImageDraw.Draw(image).text((40, 40), "giay chung sinh", fill="#222222")
    kept = BytesIO()
    image.save(kept, "JPEG")
    return kept.getvalue()
