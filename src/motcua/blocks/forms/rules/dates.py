"""Dates as people type them in three fields: day, month (3, 03, tháng 3, Tháng ba, March) and year."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from motcua.kernel.text import fold

Part = Literal["day", "month", "year"]
_VIETNAMESE = ("mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai")
_ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS = {
    **{name: number for number, name in enumerate(_VIETNAMESE, 1)},
    **{name: number for number, name in enumerate(_ENGLISH, 1)},
    **{name[:3]: number for number, name in enumerate(_ENGLISH, 1)},
    "gieng": 1,
    "chap": 12,
}
_FIRST_YEAR = 1800
_LAST_YEAR = 2200


@dataclass(frozen=True, slots=True)
class TypedDate:
    """What came of three typed parts: the date, or what is missing, or which part is wrong (None: there is no such day)."""

    day: date | None = None
    missing: tuple[Part, ...] = ()
    wrong: Part | None = None
    unreal: bool = False


def typed_date(day: str, month: str, year: str) -> TypedDate | None:
    """Read three typed parts; None when all are blank."""
    parts: dict[Part, str] = {"day": day.strip(), "month": month.strip(), "year": year.strip()}
    missing = tuple(part for part, text in parts.items() if not text)
    if len(missing) == 3:
        return None
    if missing:
        return TypedDate(missing=missing)
    numbers = {"day": _whole(parts["day"], 1, 31), "month": _month(parts["month"]), "year": _year(parts["year"])}
    for part in parts:
        if numbers[part] is None:
            return TypedDate(wrong=part)
    try:
        return TypedDate(day=date(numbers["year"] or 0, numbers["month"] or 0, numbers["day"] or 0))
    except ValueError:
        return TypedDate(wrong="day", unreal=True)


def _whole(text: str, least: int, most: int) -> int | None:
    # isdecimal() alone would let through digits of other scripts
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 and least <= int(text) <= most else None


def _year(text: str) -> int | None:
    return _whole(text, _FIRST_YEAR, _LAST_YEAR) if len(text) == 4 else None


def _month(text: str) -> int | None:
    name = fold(text).removeprefix("thang").strip().rstrip(".")
    return _MONTHS.get(name) or _whole(name, 1, 12)
