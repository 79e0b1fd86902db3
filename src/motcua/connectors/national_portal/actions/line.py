"""The line to the portal: one drain at a time, pauses after failures."""

import uuid
from datetime import datetime, timedelta

from motcua.connectors.national_portal.models import Line
from motcua.connectors.national_portal.rules.pace import LARGEST_BATCH, larger, line_pause, smaller

NAME = "national_portal"
_HELD = timedelta(seconds=90)  # longer than any request may take


def take_line(now: datetime) -> Line | None:
    """The line, held by this caller, unless another drains or the pause after a failure is not over."""
    Line.objects.get_or_create(name=NAME, defaults={"busy_until": now, "batch": LARGEST_BATCH, "next_try_at": now})
    holder = str(uuid.uuid4())
    free = Line.objects.filter(name=NAME, busy_until__lte=now, next_try_at__lte=now)
    if not free.update(holder=holder, busy_until=now + _HELD):
        return None
    return Line.objects.get(name=NAME)


def leave_line(line: Line, now: datetime) -> None:
    """Let others drain."""
    Line.objects.filter(name=NAME, holder=line.holder).update(busy_until=now)


def note_success(line: Line, now: datetime) -> bool:
    """The portal answered; False when the line was held too long and now belongs to another."""
    line.batch, line.failures, line.down_since, line.last_success_at = larger(line.batch), 0, None, now
    return bool(
        Line.objects.filter(name=NAME, holder=line.holder).update(
            busy_until=now + _HELD, batch=line.batch, failures=0, down_since=None, last_success_at=now, last_error=""
        )
    )


def note_failure(line: Line, now: datetime, error: str, *, answered: bool) -> None:
    """The call failed: wait before the next. An answer that is an error may come from one message: the next batch is smaller."""
    line.failures += 1
    line.down_since = line.down_since or now
    line.batch = smaller(line.batch) if answered else line.batch
    Line.objects.filter(name=NAME, holder=line.holder).update(
        failures=line.failures,
        batch=line.batch,
        down_since=line.down_since,
        next_try_at=now + line_pause(line.failures),
        last_error=error[:500],
    )
