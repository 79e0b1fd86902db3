"""Tables that offices send: the first sheet of a workbook, or text with commas or semicolons."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from motcua.kernel.errors import FieldError, InvalidInput, words

MOST_ROWS = 5000
MOST_BYTES = 5 * 1024 * 1024
_MOST_COLUMNS = 30


def read_table(name: str, data: bytes) -> list[list[str]]:
    """The rows below the heading, every cell as text without spaces around; empty rows are left out, their numbers are kept by position.

    The first row is the heading. `InvalidInput` on field "file" when it is neither a workbook nor a text table, or too long.
    """
    if len(data) > MOST_BYTES:
        raise _refused(words("The table has more than 5 MB."))
    rows = _workbook(data) if name.lower().endswith(".xlsx") else _text(data)
    if len(rows) > MOST_ROWS + 1:
        raise _refused(words("The table has more than 5,000 rows."))
    return rows[1:]


def write_table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook with one sheet; text that begins like a formula stays text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.append(list(head))
    for row in rows:
        sheet.append([_plain(cell) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _plain(cell: object) -> object:
    if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@"}:
        return f"'{cell}"
    return cell


def _workbook(data: bytes) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=_MOST_COLUMNS, values_only=True)
        return [_without_tail([_cell(cell) for cell in row]) for row in rows]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, AttributeError) as broken:
        raise _refused(words("This is not a workbook (.xlsx) that can be read.")) from broken


def _without_tail(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise _refused(words("Save the table as UTF-8 text (.csv) or as a workbook (.xlsx).")) from broken
    mark = ";" if text.partition("\n")[0].count(";") >= text.partition("\n")[0].count(",") else ","
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]
    except csv.Error as broken:
        raise _refused(words("Save the table as UTF-8 text (.csv) or as a workbook (.xlsx).")) from broken


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _refused(message: str) -> InvalidInput:
    return InvalidInput(message, fields=[FieldError("file", message)])
