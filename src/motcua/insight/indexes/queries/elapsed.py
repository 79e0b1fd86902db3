"""Whole days between two moments, in SQL of both databases."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, F, Func
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler


class Days(Func):
    """Whole days that passed from the first moment to the second."""

    output_field = BigIntegerField()
    arity = 2

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> tuple[str, Any]:
        """Days of the Julian calendar; a hundred-thousandth keeps a full day from being cut."""
        (first, of_first), (second, of_second) = (compiler.compile(one) for one in self.get_source_expressions())
        return f"CAST(julianday({second}) - julianday({first}) + 0.00001 AS INTEGER)", (*of_second, *of_first)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> tuple[str, Any]:
        """Seconds over the seconds of a day."""
        (first, of_first), (second, of_second) = (compiler.compile(one) for one in self.get_source_expressions())
        return f"FLOOR(EXTRACT(EPOCH FROM ({second} - {first})) / 86400)::bigint", (*of_second, *of_first)


HANDLED = Days(Coalesce(F("clock_from"), F("received_at")), F("ended_at"))
