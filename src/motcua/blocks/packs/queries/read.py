"""Read content files: YAML, JSON and CSV, with the line of every value. Nothing in a file can run."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from motcua.blocks.packs.rules.located import Located, PackError
from motcua.blocks.packs.rules.yaml_text import locate_json, locate_yaml

LARGEST_TEXT = 2_000_000
LARGEST_TABLE = 50_000_000


def read_text(path: Path, *, largest: int = LARGEST_TEXT) -> str:
    """The text of a content file in UTF-8; refuses a missing, too large (bytes) or wrongly encoded one with `PackError`."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= largest else b""
    except OSError as error:
        raise PackError(str(path), 1, f"the file cannot be read: {error.strerror}") from None
    if size > largest:
        raise PackError(str(path), 1, f"the file is larger than {largest} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise PackError(str(path), line, "the file is not UTF-8 text") from None


def read_yaml(path: Path) -> Located:
    """One YAML document with the line of every value."""
    return locate_yaml(read_text(path), str(path))


def read_json(path: Path) -> Located:
    """One JSON document with the line of every value."""
    return locate_json(read_text(path), str(path))


def read_csv(path: Path, *, required: Sequence[str], optional: Sequence[str] = ()) -> list[Located]:
    """The rows of a table with a header line; each row is a mapping of column to text, stripped; blank rows are skipped.

    Refuses with `PackError`: a missing or unknown column, a row with more cells than columns, an empty required cell.
    """
    reader = csv.reader(io.StringIO(read_text(path, largest=LARGEST_TABLE), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(str(path), header, required, optional)
        return [row for cells in reader if any(cells) for row in [_row(str(path), reader.line_num, header, cells, required)]]
    except csv.Error as error:
        raise PackError(str(path), reader.line_num, f"this is not a table: {error}") from None


def _check_header(file: str, header: Sequence[str], required: Sequence[str], optional: Sequence[str]) -> None:
    for name in required:
        if name not in header:
            raise PackError(file, 1, f"the column '{name}' is missing")
    for name in header:
        if name not in required and name not in optional:
            raise PackError(file, 1, f"the column '{name}' is not known")
    if len(set(header)) != len(header):
        raise PackError(file, 1, "a column is written twice")


def _row(file: str, line: int, header: Sequence[str], cells: Sequence[str], required: Sequence[str]) -> Located:
    if len(cells) > len(header):
        raise PackError(file, line, f"the row has {len(cells)} cells, the table {len(header)} columns")
    record: dict[str, str] = {name: (cells[index].strip() if index < len(cells) else "") for index, name in enumerate(header)}
    for name in required:
        if not record[name]:
            raise PackError(file, line, f"'{name}' is empty")
    return Located(file, record, {(): line})
