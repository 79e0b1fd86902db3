"""Days as moments in Viet Nam."""

from datetime import date, datetime, time

from motcua.kernel.clock import VIETNAM


def moment_of(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time(), VIETNAM)
