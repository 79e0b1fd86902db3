"""Which part of the records a figure is about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.kernel.clock import VIETNAM


@dataclass(frozen=True, slots=True)
class Scope:
    """A cell or a range of cells; None means no limit.

    `first` and `last` are legal days, both included. `units` are ids of the units the records count for. `part` is a value of
    the indicator's dimension. `records` limits to some record ids (to find the cells that a change touches). `now` is the legal
    moment at which a stock is looked at; `past` says that it has gone by, so that what is stored now may be something else.
    """

    now: datetime
    first: date | None = None
    last: date | None = None
    units: Collection[int] | None = None
    procedure: str | None = None
    part: str | None = None
    records: Collection[int] | None = None
    past: bool = False
    procedures: Collection[str] | None = None  # any of these

    @property
    def since(self) -> datetime | None:
        """The first moment of `first` in Viet Nam."""
        return None if self.first is None else datetime.combine(self.first, time(), VIETNAM)

    @property
    def until(self) -> datetime | None:
        """The first moment after `last` in Viet Nam."""
        return None if self.last is None else datetime.combine(self.last + timedelta(days=1), time(), VIETNAM)
