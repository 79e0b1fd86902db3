"""How long to wait after a failure, and how many messages a request may carry."""

from datetime import timedelta

LARGEST_BATCH = 500
KNOCK = 20  # messages in the first request after a failure: a portal that is still down is not sent much
MOST_BYTES = 900_000  # of one request
LONGEST_LINE_PAUSE = timedelta(seconds=60)  # after a long outage we are back within a minute
ACQUITTED_PAUSE = timedelta(minutes=5)
MOST_REJECTIONS = 3  # a message refused by name so often is set aside
MOST_ALONE = 5  # a message that alone breaks the call so often, while others pass, is set aside


def line_pause(failures: int) -> timedelta:
    """The pause after so many failed calls in a row (from 1): one second, doubled, at most a minute."""
    return min(timedelta(seconds=1 << min(failures - 1, 10)), LONGEST_LINE_PAUSE)


def message_pause(attempts: int) -> timedelta:
    """The pause of one message after so many attempts (from 1): two seconds, doubled, at most an hour."""
    return min(timedelta(seconds=1 << min(attempts, 12)), timedelta(hours=1))


def smaller(batch: int) -> int:
    """The next batch after the portal answered with an error: a quarter, at least one."""
    return max(1, batch // 4)


def larger(batch: int) -> int:
    """The next batch after a success."""
    return min(LARGEST_BATCH, batch * 4)


def cut(sizes: list[int], most: int) -> list[int]:
    """How many of the messages go into each request, by their sizes in bytes; none is left out."""
    pieces: list[int] = []
    count = weight = 0
    for size in sizes:
        if count and (count >= most or weight + size > MOST_BYTES):
            pieces.append(count)
            count = weight = 0
        count, weight = count + 1, weight + size
    return [*pieces, count] if count else pieces
