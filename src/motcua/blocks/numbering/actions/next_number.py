"""Give the next number of a series, without gaps."""

from django.db import connection

_NEXT = (
    "INSERT INTO numbering_counter (series, value) VALUES (%s, 1) "
    "ON CONFLICT (series) DO UPDATE SET value = numbering_counter.value + 1 RETURNING value"
)


def next_number(series: str) -> int:
    """The next number of `series`, starting at 1.

    It must be called inside the caller's transaction: a rollback gives the number back, which is why there are no
    gaps; until then the series is locked for others, so take the number as late as possible.
    Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("next_number() needs the caller's transaction: outside one a failure would leave a gap")
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [series])
        [(value,)] = cursor.fetchall()
    return int(value)
