"""Legal time: one clock for the whole house, set by configuration.

Rules never read it; they take moments as arguments. Actions and pages ask `now()`.
A demo may live in another year: legal time then runs at real speed from a chosen moment.
Tokens, TLS and leases keep real time and use `real_now()`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_shift = timedelta(0)
_frozen: ContextVar[datetime | None] = ContextVar("frozen_legal_time", default=None)


def configure(*, shift: timedelta) -> None:
    """Set how far legal time is from real time; zero in production."""
    global _shift
    _shift = shift


def now() -> datetime:
    """Legal time, in the time zone of Viet Nam."""
    frozen = _frozen.get()
    return frozen if frozen is not None else (datetime.now(UTC) + _shift).astimezone(VIETNAM)


def today() -> date:
    """The legal day in Viet Nam."""
    return now().date()


def real_now() -> datetime:
    """Real time in UTC, for tokens, leases and certificates."""
    return datetime.now(UTC)


def is_shifted() -> bool:
    """Whether legal time differs from real time (a banner tells the user)."""
    return _shift != timedelta(0)


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Note an act at the moment it happened, not when the record of it arrived: who calls has judged that the moment is plausible.

    `real_now` goes on: what is written tells both.
    """
    with frozen(moment):
        yield


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Hold legal time at `moment`, for worked cases and tests."""
    token = _frozen.set(moment.astimezone(VIETNAM))
    try:
        yield
    finally:
        _frozen.reset(token)
