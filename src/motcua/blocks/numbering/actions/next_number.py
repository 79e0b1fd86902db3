"""Give the next number of a series, without gaps."""

from django.db import connection

_NEXT = (
    "INSERT INTO numbering_counter (series, value) VALUES (%s, %s) "
    "ON CONFLICT (series) DO UPDATE SET value = numbering_counter.value + %s RETURNING value"
)


def next_number(series: str) -> int:
    """The next number of `series`, starting at 1.

    It must be called inside the caller's transaction: a rollback gives the number back, which is why there are no
    gaps; until then the series is locked for others, so take the number as late as possible.
    Raises RuntimeError outside a transaction.
    """
    return next_numbers(series, 1)[0]


def next_numbers(series: str, count: int) -> range:
    """The next `count` numbers of `series`, one after another, for a block that is kept aside.

    Who takes a block answers for every number of it: each is used, or recorded as void. As `next_number` otherwise.
    """
    if count < 1:
        raise ValueError("a block has at least one number")
    if not connection.in_atomic_block:
        raise RuntimeError("next_number() needs the caller's transaction: outside one a failure would leave a gap")
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [series, count, count])
        [(value,)] = cursor.fetchall()
    return range(int(value) - count + 1, int(value) + 1)
