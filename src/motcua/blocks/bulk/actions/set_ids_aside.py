"""Take ids out of a table's sequence before its rows are written."""

from django.db import connection
from django.db.models import Model

_TRIES = 5
_TAKE = "SELECT min(v), max(v) FROM (SELECT nextval(pg_get_serial_sequence(%s, %s)) AS v FROM generate_series(1, %s)) AS taken"


def set_ids_aside(model: type[Model], count: int) -> range:
    """`count` ids of the table, one after another, that no other row will get.

    Raises RuntimeError outside a transaction, and when others take ids so fast that no run without gap is found.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("set_ids_aside() needs the caller's transaction")
    if count == 0:
        return range(0)
    return _from_sequence(model, count) if connection.vendor == "postgresql" else _after_the_last(model, count)


def _after_the_last(model: type[Model], count: int) -> range:
    """SQLite has one writer, which is this transaction; the sequence follows the ids that are written."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        first = (int(found[0]) if found else 0) + 1
        if found:
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [first + count - 1, table])
        else:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first + count - 1])
    return range(first, first + count)


def _from_sequence(model: type[Model], count: int) -> range:
    with connection.cursor() as cursor:
        for _ in range(_TRIES):
            cursor.execute(_TAKE, [model._meta.db_table, "id", count])
            [(first, last)] = cursor.fetchall()
            if last - first + 1 == count:
                return range(first, last + 1)
    raise RuntimeError(f"no run of {count} ids of {model._meta.db_table} is free")
