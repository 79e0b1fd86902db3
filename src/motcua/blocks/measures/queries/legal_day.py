"""The legal day of a moment, computed by the database itself."""

from typing import Any

from django.db.models import DateField, Func
from django.db.models.functions import TruncDate, TruncMonth
from django.db.models.sql.compiler import SQLCompiler

from motcua.kernel.clock import VIETNAM


class LegalDay(TruncDate):
    """The day it was in Viet Nam.

    SQLite calls a Python function per row for `TruncDate`, which counts a million records in minutes instead of seconds; Viet Nam
    has kept seven hours before Greenwich since 1975, so that its own `date` gives the same.
    """

    def __init__(self, field: str) -> None:
        super().__init__(field, tzinfo=VIETNAM)

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **_context: Any) -> tuple[str, Any]:
        """Moments are stored in Greenwich time; their fractions are cut off, because `date` would round the last one of a day up."""
        [moment] = self.get_source_expressions()
        return Func(moment, template="date(substr(%(expressions)s, 1, 19), '+7 hours')", output_field=DateField()).as_sql(
            compiler, connection
        )


class FirstOfMonth(TruncMonth):
    """The first day of the month of a date, without a Python function per row in SQLite either."""

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **_context: Any) -> tuple[str, Any]:
        """`date(day, 'start of month')`."""
        [day] = self.get_source_expressions()
        return Func(day, template="date(%(expressions)s, 'start of month')", output_field=DateField()).as_sql(compiler, connection)
