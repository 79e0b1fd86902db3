"""The words of a document that somebody hands in to be checked: plain text or DOCX."""

import io
import zipfile

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import LxmlError

from motcua.kernel.errors import FieldError, InvalidInput, words

MOST_BYTES = 5 * 1024 * 1024
_MOST_UNPACKED = 60 * 1024 * 1024


def words_of(name: str, data: bytes) -> str:
    """The text of a file; `InvalidInput` when it is too big, packed beyond reason, or neither text (UTF-8) nor DOCX."""
    if len(data) > MOST_BYTES:
        raise _refused(words("The file is too big: at most 5 MB."))
    if data.startswith(b"PK"):
        return _of_docx(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _refused(words("“%(name)s” is neither a DOCX nor a plain text file."), name=name) from fault


def _of_docx(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise _refused(words("The file is too big: at most 5 MB."))
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError) as fault:
        raise _refused(words("The DOCX file cannot be read.")) from fault
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _refused(message: str, **params: str) -> InvalidInput:
    return InvalidInput(message, params=params, fields=[FieldError("file", message, params)])
