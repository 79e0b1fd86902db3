"""Personal data found in a text: names, numbers, addresses. It proposes; a person confirms before anything is published.

Numbers are told by their form (12 digits of a citizen number, tax code with its check digit, phone prefixes, plates), names by the
sender's own name and by Vietnamese family names before capitalised words, addresses by their usual words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from motcua.kernel.errors import words
from motcua.kernel.identifiers import TaxCode, TaxCodeError
from motcua.kernel.text import fold

KIND_WORDS = {
    "name": words("name of a person"),
    "phone": words("phone number"),
    "email": words("e-mail address"),
    "citizen_number": words("identity number"),
    "tax_code": words("tax code"),
    "bank_account": words("bank account"),
    "plate": words("number plate"),
    "address": words("address"),
    "own": words("struck out by hand"),
}
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Mai|Đào|Lưu|Cao|Hà|Trương|Lương|Tạ|Vương|"
    "Quách|Lường|Phùng|Tống|Đàm|Kiều|Chu|Thái|Tô|Vi|Hứa|Nghiêm|Triệu|La|Bạch|Doãn|Thiều|Lò|Hàn|Lục|Mạc"
)
_GAP = r"[ .\u00a0\-–]{0,3}"
_UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_WORD = rf"[{_UPPER}][^\W\d_]*"
_WAYS = "ngõ|ngách|hẻm|kiệt|đường|phố|thôn|xóm|bản|tổ|khu phố|tổ dân phố"
_STREET = rf",?[ ]+(?i:{_WAYS})[ ]+[\w/-]+(?:[ ]+[{_UPPER}\d][\w/-]*){{0,3}}"
_NOT_A_LANE = "(?<!ngõ )(?<!ngách )(?<!hẻm )(?<!kiệt )(?<!tổ )"
_NUMBER = r"\d+[\w/-]*"
_PATTERNS = {
    "email": re.compile(r"[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+"),
    "citizen_number": re.compile(rf"(?<![\d.])0(?:{_GAP}\d){{11}}(?!\d)"),
    "phone": re.compile(rf"(?<![\d.])(?:\(?(?:\+|00){_GAP}84\)?|\(?0)(?:{_GAP}\)?\d){{8,10}}(?!\d)"),
    "tax_code": re.compile(r"(?<!\d)\d{10}(?:-\d{3})?(?!\d)"),
    "plate": re.compile(r"(?<![^\W_])\d{2}[ .-]?[A-ZĐ]{1,2}\d?[ .-]{0,3}(?:\d{3}[. ]?\d{2}|\d{4,5})(?!\d)", re.IGNORECASE),
    "name": re.compile(rf"(?<![^\W_])(?:{_SURNAMES})(?:[ \u00a0]+{_WORD}){{1,4}}"),
    # a house: its number with a word for it, or with the street; a lane alone is a public place
    "address": re.compile(
        rf"(?<![^\W_])(?:(?i:số nhà|nhà số|căn hộ)[ ]+{_NUMBER}(?:{_STREET})*"
        rf"|(?:(?i:số)[ ]+)?{_NOT_A_LANE}{_NUMBER}[ ]+(?i:đường|phố|ngõ|ngách|hẻm|kiệt)[ ]+[\w/-]+"
        rf"(?:[ ]+[{_UPPER}][\w/-]*){{0,3}}(?:{_STREET})*)"
    ),
}
_AFTER = {
    "bank_account": re.compile(r"(?:số tài khoản|tài khoản|stk|số tk|tk ngân hàng)[^\d\n]{0,40}?((?:\d[ .\-]?){5,18}\d)", re.IGNORECASE),
    "citizen_number": re.compile(
        r"(?:cmnd|cmt|cccd|căn cước|chứng minh|định danh|hộ chiếu)[^\d\n]{0,30}?((?:\d[ .\-]?){8,11}\d)", re.IGNORECASE
    ),
    "tax_code": re.compile(r"(?:mst|mã số thuế)[^\d\n]{0,20}?(\d{10}(?:-\d{3})?)", re.IGNORECASE),
    "plate": re.compile(r"(?:biển số|biển kiểm soát|bks)[^\w\n]{0,6}(?:xe )?([\w.-]{4,12})", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A stretch of a text, from `start` up to but not including `end`, and what it seems to be."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the sender, to be found in the text however it is written."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


def find(text: str, known: Known = Known()) -> list[Piece]:
    """Every stretch that looks like personal data, in order, none overlapping."""
    return joined([*_by_form(text), *_by_words(text), *_of_sender(text, known)])


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces in order, overlapping ones made one (of the kind of the longer part)."""
    result: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: (one.start, -one.end)):
        if result and piece.start < result[-1].end:
            last = result[-1]
            longer = last if last.end - last.start >= piece.end - piece.start else piece
            result[-1] = Piece(last.start, max(last.end, piece.end), longer.kind)
        else:
            result.append(piece)
    return result


def occurrences(text: str, wanted: str, kind: str = "own") -> list[Piece]:
    """Every place where some words stand in the text, whatever their case and marks."""
    folded, places = _folded_with_places(text)
    needle, _ = _folded_with_places(wanted.strip())
    found: list[Piece] = []
    start = folded.find(needle) if needle else -1
    while start >= 0:
        end = start + len(needle)
        if _is_whole(folded, start, end):
            found.append(Piece(places[start], places[end - 1] + 1, kind))
        start = folded.find(needle, start + 1)
    return found


def _is_whole(folded: str, start: int, end: int) -> bool:
    """Whether no word is cut: "lan" is not found in "lanh"."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    return not (before.isalnum() and folded[start].isalnum()) and not (after.isalnum() and folded[end - 1].isalnum())


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """The text without case and marks, runs of blanks as one, and where each sign of it stood."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        bare = (
            " " if sign.isspace() else "".join(one for one in unicodedata.normalize("NFD", sign.lower()) if not unicodedata.combining(one))
        )
        for one in bare.replace("đ", "d"):
            if one == " " and signs and signs[-1] == " ":
                continue
            signs.append(one)
            places.append(place)
    return "".join(signs), places


def _by_form(text: str) -> Iterator[Piece]:
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            if kind != "tax_code" or _is_tax_code(match[0]):
                yield Piece(match.start(), match.end(), kind)


def _by_words(text: str) -> Iterator[Piece]:
    for kind, pattern in _AFTER.items():
        for match in pattern.finditer(text):
            if any(sign.isdigit() for sign in match[1]):
                yield Piece(match.start(1), match.end(1), kind)


def _of_sender(text: str, known: Known) -> Iterator[Piece]:
    if len(known.name.split()) > 1:
        yield from occurrences(text, known.name, "name")
    if known.name.split():
        yield from _given_name(text, known.name.split()[-1])
    if known.email:
        yield from occurrences(text, known.email, "email")
    digits = re.sub(r"\D", "", known.phone)
    if len(digits) >= 8:
        spaced = re.compile(r"[ .\-–()\u00a0]*".join(digits[-9:]))
        yield from (Piece(match.start(), match.end(), "phone") for match in spaced.finditer(text))
    for part in (known.address, known.address.partition(",")[0]):
        if len(part.strip()) >= 6 and any(sign.isdigit() for sign in part):
            yield from occurrences(text, part, "address")


def _given_name(text: str, given: str) -> Iterator[Piece]:
    """The last name after how people are called: "chị Hoa", "ông Thành"."""
    for match in re.finditer(r"(?<![^\W_])(?:anh|chị|ông|bà|cô|chú|bác|em|cháu|tôi tên|tên)(?: là)?[ \u00a0]+(\w+)", text, re.IGNORECASE):
        if fold(match[1]) == fold(given):
            yield Piece(match.start(1), match.end(1), "name")


def _is_tax_code(text: str) -> bool:
    try:
        TaxCode.parse(text)
    except TaxCodeError:
        return False
    return True
