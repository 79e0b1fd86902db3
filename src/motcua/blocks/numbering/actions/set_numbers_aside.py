"""Take numbers out of very many series at once."""

from collections.abc import Mapping

from django.db import connection

from motcua.blocks.numbering.models import Counter

_AT_ONCE = 400  # a series and its count are two values; SQLite takes 999 in a statement everywhere


def set_numbers_aside(counts: Mapping[str, int]) -> dict[str, int]:
    """Take so many numbers out of each series, in the caller's transaction; returns the number before the first, by series.

    Who takes them answers for every number of it: each is used. The next real number of a series goes on after them.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("set_numbers_aside() needs the caller's transaction: outside one a failure would leave gaps")
    wanted = sorted((series, count) for series, count in counts.items() if count > 0)
    table, before = connection.ops.quote_name(Counter._meta.db_table), dict[str, int]()
    for first in range(0, len(wanted), _AT_ONCE):
        part = wanted[first : first + _AT_ONCE]
        places = ", ".join(["(%s, %s)"] * len(part))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (series, value) VALUES {places} "  # noqa: S608 -- the name of our own table
                f"ON CONFLICT (series) DO UPDATE SET value = {table}.value + excluded.value RETURNING series, value",
                [value for pair in part for value in pair],
            )
            before |= {series: int(value) - counts[series] for series, value in cursor.fetchall()}
    return before
