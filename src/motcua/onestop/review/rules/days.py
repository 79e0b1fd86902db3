"""Days of decisions as moments: a decision counts from the first moment of its day in Viet Nam."""

from datetime import date, datetime, time

from motcua.kernel.clock import VIETNAM


def start_of(day: date) -> datetime:
    """The first moment of a day in Viet Nam."""
    return datetime.combine(day, time(), VIETNAM)
