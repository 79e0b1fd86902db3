"""A form of a regime as content: rows, columns, where each cell comes from, and the arithmetic that must hold."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from motcua.kernel.expressions import Expression, ExpressionError

TOTAL = "total"
SIGNS = ("=", "<=", ">=")
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
RowsFrom = Literal["fixed", "field", "procedure", "unit"]
Tag = Literal["sure", "likely", "check"]


class Part(BaseModel):
    """What every piece of the content shares: nothing unknown is let in."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(Part):
    """Words in both languages."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Source(Part):
    """Which figure fills a cell: an indicator, some of its parts, in the period or at one of its ends, of some procedures."""

    indicator: str
    parts: tuple[str, ...] = ()
    at: Literal["period", "start", "end"] = "period"
    procedures: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class Owner(Part):
    """Which post enters a cell by hand: a division of the unit (by its key), a role, or both; neither means anybody who fills reports."""

    division: str = ""
    role: Literal["", "desk_officer", "specialist", "division_head", "leader", "reform_officer"] = ""


class Way(Part):
    """Where a cell comes from: a figure, a formula over cells, or a hand; at most one of them."""

    source: Source | None = None
    formula: str = ""
    hand: Owner | None = None

    @model_validator(mode="after")
    def _is_one(self) -> "Way":
        if sum((self.source is not None, bool(self.formula), self.hand is not None)) > 1:
            raise ValueError("a cell comes from a source, a formula or a hand, not from two of them")
        if self.formula:
            parsed(self.formula)
        return self

    @property
    def says(self) -> bool:
        """Whether it says anything."""
        return self.source is not None or bool(self.formula) or self.hand is not None


class Column(Way, Said):
    """A column: its key in formulas, its number as printed, the heading above it if it stands in a group."""

    key: Name
    no: str = ""
    group: Said | None = None
    kind: Literal["number", "decimal", "text"] = "number"


class Row(Way, Said):
    """A fixed row."""

    key: Name
    no: str = ""
    heading: bool = False


class Cell(Way):
    """One cell that comes from elsewhere than its row and column say."""

    row: Name
    column: Name


class Check(Part):
    """An arithmetic rule between cells: `left` and `right` are formulas over the columns of a row, or `row__column`."""

    left: str
    sign: Literal["=", "<=", ">="] = "="
    right: str
    rows: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _can_be_read(self) -> "Check":
        parsed(self.left), parsed(self.right)
        return self


class Form(Said):
    """A form. Rows are fixed, or one for each field of procedures (under its level), each procedure, or each unit."""

    code: str
    measured: Said
    rows_from: RowsFrom = "fixed"
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = Field(min_length=1)
    cells: tuple[Cell, ...] = ()
    checks: tuple[Check, ...] = ()
    total: bool = True
    tag: Tag = "likely"
    note: str = ""
    _ways: dict[tuple[str, str], Way] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _is_whole(self) -> "Form":
        if (self.rows_from == "fixed") != bool(self.rows):
            raise ValueError(f"form {self.code}: fixed rows are listed, and no others")
        for what, keys in (("row", [row.key for row in self.rows]), ("column", [column.key for column in self.columns])):
            if len(set(keys)) != len(keys):
                raise ValueError(f"form {self.code}: a {what} stands twice")
        if TOTAL in {row.key for row in self.rows}:
            raise ValueError(f"form {self.code}: the row {TOTAL} is made by the total itself")
        self._check_names()
        self._check_cells()
        return self

    def _check_names(self) -> None:
        columns, rows = {column.key for column in self.columns}, {row.key for row in self.rows} | {TOTAL}
        for text in self._formulas():
            for name in parsed(text).names:
                row, split, column = name.rpartition("__")
                if column not in columns or (split and row not in rows):
                    raise ValueError(f"form {self.code}: {text!r} names the unknown cell {name}")

    def _check_cells(self) -> None:
        rows, columns = {row.key for row in self.rows}, {column.key for column in self.columns}
        for cell in self.cells:
            if cell.row not in rows or cell.column not in columns:
                raise ValueError(f"form {self.code}: there is no cell {cell.row}/{cell.column}")
        for row in self.rows:
            for column in self.columns:
                if not row.heading and not self.way(row.key, column.key).says:
                    raise ValueError(f"form {self.code}: nothing fills the cell {row.key}/{column.key}")
        if not self.rows:
            for column in self.columns:
                if not column.says:
                    raise ValueError(f"form {self.code}: nothing fills the column {column.key}")

    def _formulas(self) -> Iterator[str]:
        for way in (*self.rows, *self.columns, *self.cells):
            if way.formula:
                yield way.formula
        for check in self.checks:
            yield from (check.left, check.right)

    def column(self, key: str) -> Column:
        """The column of that key; `KeyError`."""
        return {column.key: column for column in self.columns}[key]

    def row(self, key: str) -> Row | None:
        """The fixed row of that key, if there is one."""
        return next((row for row in self.rows if row.key == key), None)

    def way(self, row_key: str, column_key: str) -> Way:
        """Where a cell comes from: what is said of the cell itself, else of its row, else of its column."""
        key = (row_key if self.rows else "", column_key)  # asked for every cell of every unit: worked out once
        found = self._ways.get(key)
        if found is None:
            found = self._ways[key] = _way(self, row_key, column_key)
        return found


def _way(form: Form, row_key: str, column_key: str) -> Way:
    own = tuple(cell for cell in form.cells if cell.row == row_key and cell.column == column_key)
    row, column = form.row(row_key), form.column(column_key)
    if row is not None and row.heading:
        return Way()
    return next((way for way in (*own, *((row,) if row is not None else ()), column) if way.says), Way())


@lru_cache(maxsize=2000)
def parsed(text: str) -> Expression:
    """A formula, read once; raises ValueError with the reason when it cannot be read."""
    try:
        return Expression.parse(text)
    except ExpressionError as error:
        raise ValueError(str(error)) from error
