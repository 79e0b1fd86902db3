"""Moments and sizes as people say them, and refusals in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language, gettext, ngettext

from motcua.kernel.errors import FieldError, Refusal

_VIETNAMESE_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_in_words(value: date) -> str:
    """A day with its weekday: Thứ Ba, 15/11/2022 or Tuesday 15 November 2022."""
    if (get_language() or "vi").startswith("en"):
        return f"{_ENGLISH_DAYS[value.weekday()]} {value.day} {_ENGLISH_MONTHS[value.month - 1]} {value.year}"
    return f"{_VIETNAMESE_DAYS[value.weekday()]}, {value:%d/%m/%Y}"


def moment_in_words(value: datetime) -> str:
    """The time, then the day."""
    return f"{value:%H:%M}, {day_in_words(value.date())}"


def size_in_words(size: int) -> str:
    """Bytes as kB or MB, with the decimal sign of the language."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    text = f"{size / 1_000_000:.1f} MB"
    return text if (get_language() or "vi").startswith("en") else text.replace(".", ",")


def pages_in_words(pages: int) -> str:
    return ngettext("%(count)d page", "%(count)d pages", pages) % {"count": pages}


def say(message: str, params: Mapping[str, object]) -> str:
    """A source string of a refusal in the reader's language, with its places filled; texts in places are translated too."""
    if not message:
        return ""
    filled = {name: gettext(value) if isinstance(value, str) and value else value for name, value in params.items()}
    return gettext(message) % filled if filled else gettext(message)


@dataclass(frozen=True, slots=True)
class SaidRefusal:
    """A refusal in the reader's language."""

    message: str
    way_out: str
    fields: Mapping[str, str]


def say_field(error: FieldError) -> str:
    return say(error.message, error.params)


def say_refusal(refusal: Refusal) -> SaidRefusal:
    """A refusal, its way out and its fields, in the reader's language."""
    return SaidRefusal(
        say(refusal.message, refusal.params),
        say(refusal.way_out, refusal.params),
        {error.field: say_field(error) for error in refusal.fields},
    )
