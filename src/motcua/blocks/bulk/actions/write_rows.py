"""Write many rows of one table in the caller's transaction."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.db import connection
from django.db.models import Model

Value = str | int | bool | bytes | None
Row = Sequence[Value]

_TAIL = len("+00:00")


def moment_text(moment: datetime) -> str:
    """A moment as both databases of the house keep it: UTC, to the second or finer (sessions with PostgreSQL are in UTC)."""
    return moment.astimezone(UTC).isoformat(" ")[:-_TAIL]


def write_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows whose values stand in the order of `columns`; every column that may not be empty must be among them.

    Raises RuntimeError outside a transaction: rows of several tables stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("write_rows() needs the caller's transaction")
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(quote(column) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # type: ignore[arg-type]  # an iterator will do: rows are read once  # noqa: S608 -- names of the house's own tables
