"""Files nobody should take, made anew for each run, and what is to be said of each in both languages."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pikepdf

from motcua.blocks.files.tests import planted

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Hostile:
    """A file: its name, its bytes, the fragment of the Vietnamese and of the English sentence."""

    name: str
    make: Callable[[], bytes]
    vi: str
    en: str
    heavy: bool = False


def zip_bomb() -> bytes:
    """A thousand times smaller outside than inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", bytes(10 * MEGABYTE))
    return out.getvalue()


@cache
def pdf_bomb() -> bytes:
    """Less than a megabyte that unfolds to more than a reader could hold."""
    return planted.pdf(planted.stream_of(820))


def locked_pdf() -> bytes:
    return planted.pdf(encryption=pikepdf.Encryption(owner="chủ", user="mật khẩu"))


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
NFD = "Gia\u0302\u0301y khai sinh cu\u0309a be\u0301.pdf"  # as a telephone of one maker writes Vietnamese: letters and marks apart
TYPE = ("không được chấp nhận", "not of a kind that is accepted")
BROKEN = ("bị hỏng, không đọc được", "is damaged and cannot be read")
UNFOLDS = ("khi mở ra lớn hơn nhiều lần", "unfolds to far more than its size")
RUNS = ("có thể tự chạy trên máy tính", "carries parts that can run on a computer")
EMPTY = ("không có nội dung", "is empty")

HOSTILE = {
    "empty": Hostile("giấy.pdf", lambda: b"", *EMPTY),
    "sixty megabytes": Hostile("to.pdf", lambda: b"%PDF-1.7\n" + bytes(60 * MEGABYTE), "lớn hơn 10 MB", "is larger than 10 MB", heavy=True),
    "program named pdf": Hostile("don.pdf", lambda: b"MZ\x90\x00" + bytes(400), *TYPE),
    "page named png": Hostile("anh.png", lambda: HTML, *TYPE),
    "drawing with a script": Hostile("dau.svg", lambda: SVG, *TYPE),
    "drawing named png": Hostile("dau.png", lambda: SVG, *TYPE),
    "locked pdf": Hostile("khoa.pdf", locked_pdf, "được khóa bằng mật khẩu", "is locked with a password"),
    "pdf with a script": Hostile("chay.pdf", lambda: planted.pdf(planted.action("/JavaScript")), *RUNS),
    "pdf that starts a program": Hostile("chay.pdf", lambda: planted.pdf(planted.launch), *RUNS),
    "pdf bomb": Hostile("bom.pdf", pdf_bomb, *UNFOLDS, heavy=True),
    "pixel bomb": Hostile("anh-to.png", planted.huge_png, *UNFOLDS),
    "zip bomb named pdf": Hostile("nen.pdf", zip_bomb, *TYPE),
    "zip bomb named png": Hostile("nen.png", zip_bomb, *TYPE),
    "half a jpeg": Hostile("nua.jpg", lambda: planted.picture("JPEG", (400, 300))[:-400], *BROKEN),
    "png named pdf": Hostile("anh.pdf", planted.picture, "có đuôi .pdf nhưng nội dung là PNG", "is named .pdf but holds PNG"),
    "a name that climbs": Hostile("../../../etc/passwd.pdf", lambda: b"", *EMPTY),
    "a name of 500 letters": Hostile("a" * 496 + ".pdf", lambda: b"", *EMPTY),
    "a name with marks apart": Hostile(NFD, lambda: b"", *EMPTY),
    "a name with a tag": Hostile('<img src=x onerror="alert(1)">.pdf', lambda: b"", *EMPTY),
    "a name turned round": Hostile("giay\u202efdp.exe.pdf", lambda: b"", *EMPTY),
}
