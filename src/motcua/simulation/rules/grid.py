"""Office time as a line of minutes: the n-th minute in which an office is open, and back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import Schedule

Minutes = NDArray[np.int64]
DAY = 480  # office minutes of a working day


@dataclass(frozen=True)
class Grid:
    """All open minutes between two days, each as minutes since 1970 in UTC, in order."""

    minutes: Minutes

    @classmethod
    def between(cls, schedule: Schedule, first: date, last: date) -> "Grid":
        """The open minutes from the first to the last day, both included."""
        stretches = []
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            for session in schedule.sessions_on(day):
                start, end = (minute_of(datetime.combine(day, at, VIETNAM)) for at in (session.start, session.end))
                stretches.append(np.arange(start, end, dtype=np.int64))
        return cls(np.concatenate(stretches))

    def place(self, minute: int) -> int:
        """The place of the first open minute that is not before this one."""
        return int(np.searchsorted(self.minutes, minute))


def minute_of(moment: datetime) -> int:
    """Whole minutes since 1970."""
    return int(moment.timestamp()) // 60


def moment_of(minute: int) -> datetime:
    """The moment of a minute, in Viet Nam."""
    return datetime.fromtimestamp(minute * 60, VIETNAM)
