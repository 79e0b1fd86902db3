"""Terms of a publication decision of a province (QĐ 766/QĐ-TTg: published and updated on time)."""

from datetime import date

from motcua.kernel.calendar import WorkingCalendar

DAYS = 5  # working days; ministries have 20 and 10


def announced_in_time(decided_on: date, effective_on: date, calendar: WorkingCalendar) -> bool:
    """Whether the decision was signed at least five working days before its procedures take effect."""
    return calendar.add_working_days(decided_on, DAYS) <= effective_on


def publish_by(decided_on: date, calendar: WorkingCalendar) -> date:
    """The last day to make its procedures public: five working days after it was signed."""
    return calendar.add_working_days(decided_on, DAYS)
