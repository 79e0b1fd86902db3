"""When people are reminded, and which tasks a daily digest names."""

from datetime import date, datetime, time, timedelta

from motcua.kernel.calendar import WorkingCalendar

MORNING = time(8, 0)
DIGEST_FROM = time(7, 0)


def remind_at(calendar: WorkingCalendar, starts: datetime) -> datetime:
    """Eight o'clock of the last working day before the day of the appointment."""
    day = starts.date() - timedelta(days=1)
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=starts.tzinfo)


def digest_until(calendar: WorkingCalendar, today: date) -> date:
    """A digest of a working day names what is due until the end of the next working day."""
    return calendar.add_working_days(today, 1)
