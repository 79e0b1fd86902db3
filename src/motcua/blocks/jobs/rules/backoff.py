"""How long to wait before a job that failed is tried again."""

from datetime import timedelta

FIRST = timedelta(seconds=2)
LONGEST = timedelta(hours=1)


def pause_after(attempt: int, spread: int = 0) -> timedelta:
    """The pause after failed attempt number `attempt` (from 1): doubled each time, an hour at most.

    `spread` (the job's id will do) lengthens it by up to a tenth, so that jobs that failed together do not come back together.
    """
    pause = min(FIRST * (1 << min(attempt - 1, 20)), LONGEST)
    return pause + pause * (spread % 10) / 100
