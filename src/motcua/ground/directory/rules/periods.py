"""Periods of days; both ends belong to them, no end means until further notice."""

from datetime import date


def overlap(first: date, last: date | None, other_first: date, other_last: date | None) -> bool:
    """Whether two periods share a day."""
    return (last is None or other_first <= last) and (other_last is None or first <= other_last)


def within(first: date, last: date | None, outer_first: date, outer_last: date | None) -> bool:
    """Whether the first period lies inside the second."""
    return outer_first <= first and (outer_last is None or (last is not None and last <= outer_last))
