"""What the text of a paper says about it: number, day of issue, agency, owner, signer. Suggestions only: an officer confirms them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_NUMBER = re.compile(r"(?:^|\s)[Ss][ốôoóồ]\s*[:.]?\s*(\d[\w.\-–]{0,20}(?:\s?[/\-–][ \t]?[\w.\-–]{1,20}){0,4})", re.MULTILINE)
_DAY = re.compile(r"ng[àaả]y\s*(\d{1,2})\s*th[áaả]ng\s*(\d{1,2})\s*n[ăaâ]m\s*(\d{4})", re.IGNORECASE)
_SHORT_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*((?:19|20)\d{2})(?!\d)")
_OWNER = re.compile(
    r"(?:H[ọo],?\s*(?:ch[ữu]\s*đ[ệe]m,?\s*)?(?:v[àa]\s*)?t[êe]n(?:\s*khai\s*sinh)?"
    r"|[ÔO]ng\s*/\s*[Bb][àa]|[ÔO]ng\s*\([Bb][àa]\)|T[êe]n t[ổo] ch[ứu]c)"
    r"(?:\s*\([^)]*\))?\s*[:;.]\s*([^\n:;,(]{3,80})",
)
_STATE = re.compile(r"C[ỘOÔ]NG\s+H[ÒOÓ]A\s+X[ÃAÁ]\s+H[ỘOÔ]I.*|Đ[ộo]c l[ậa]p.*", re.IGNORECASE)
_AGENCY = re.compile(r"^(ỦY BAN|UỶ BAN|SỞ |BỘ |CÔNG AN|CỤC |CHI CỤC|TÒA ÁN|TOÀ ÁN|TRƯỜNG |BỆNH VIỆN|PHÒNG |VĂN PHÒNG|TRUNG TÂM|BẢO HIỂM)")
_HEAD_LINES = 8


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What was found; empty where nothing was."""

    number: str = ""
    issued_on: date | None = None
    agency: str = ""
    owner: str = ""


def suggest(text: str, *, today: date) -> Suggestions:
    """Read the text of the first page or pages; days after `today` are not believed."""
    plain = unicodedata.normalize("NFC", text)
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    return Suggestions(number=_number(plain), issued_on=_issued(plain, today), agency=_agency(lines), owner=_owner(plain))


def _number(text: str) -> str:
    found = _NUMBER.search(text)
    return re.sub(r"\s+", "", found.group(1)).strip("./-–")[:80] if found else ""


def _issued(text: str, today: date) -> date | None:
    """The first day written out ("ngày … tháng … năm …"), else the first in figures."""
    for pattern in (_DAY, _SHORT_DAY):
        for found in pattern.finditer(text):
            day = _day(*(int(part) for part in found.groups()))
            if day is not None and date(1945, 9, 2) <= day <= today:
                return day
    return None


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _agency(lines: Sequence[str]) -> str:
    """The name at the top left, over one or two lines in capitals; the words of the state beside it are left out."""
    head = [_STATE.sub("", line).strip(" -–—_.|") for line in lines[:_HEAD_LINES]]
    for at, line in enumerate(head):
        if _AGENCY.match(line.upper()) and line == line.upper():
            below = head[at + 1] if at + 1 < len(head) else ""
            goes_on = below and below == below.upper() and not any(letter.isdigit() for letter in below) and len(below) > 3
            return " ".join(part for part in (line, below if goes_on else "") if part)[:300]
    return ""


def _owner(text: str) -> str:
    found = _OWNER.search(text)
    name = re.sub(r"\s+", " ", found.group(1)).strip(" .-–_") if found else ""
    return name[:200] if sum(letter.isalpha() for letter in name) >= 3 else ""
