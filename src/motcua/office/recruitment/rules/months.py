"""Months on the calendar."""

from calendar import monthrange
from datetime import date, timedelta


def last_day_after(first: date, months: int) -> date:
    """The last day of so many months that begin on a day: the day before the same day of that month, or its last day."""
    month = first.month - 1 + months
    year, month = first.year + month // 12, month % 12 + 1
    return date(year, month, min(first.day, monthrange(year, month)[1])) - timedelta(days=1)
