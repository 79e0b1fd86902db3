"""Moments, days and amounts as people say them, in both languages."""

from datetime import date, datetime

from motcua.kernel.money import format_dong

Both = dict[str, str]
_VI_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EN_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def said_day(day: date) -> Both:
    """Tuesday 15 November 2022."""
    return {
        "vi": f"{_VI_DAYS[day.weekday()]} {day:%d/%m/%Y}",
        "en": f"{_EN_DAYS[day.weekday()]} {day.day} {_EN_MONTHS[day.month - 1]} {day.year}",
    }


def said_moment(moment: datetime) -> Both:
    """15:00, Tuesday 15 November 2022."""
    return {language: f"{moment:%H:%M}, {day}" for language, day in said_day(moment.date()).items()}


def said_amount(amount: int) -> Both:
    """8.000 đồng, VND 8,000."""
    return {"vi": format_dong(amount), "en": f"VND {amount:,}"}
