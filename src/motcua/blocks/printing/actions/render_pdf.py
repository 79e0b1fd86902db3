"""Print: a Typst template and data become a PDF."""

import io
import json
import re
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Literal

import pikepdf
import typst

from motcua.blocks.printing.rules.pictures import as_svg
from motcua.blocks.printing.rules.printable_text import parse_coverage, printable_data
from motcua.kernel import clock
from motcua.kernel.errors import Fault

_HERE = Path(__file__).resolve().parents[1]
_LIBRARY = _HERE / "typst"
_FONTS = _HERE / "fonts"
_VIETNAM = timezone(timedelta(hours=7))
PdfStandard = Literal["1.7", "a-2a", "ua-1"]
# PDF/A-2a for the archive, PDF/UA-1 for readers with a screen reader; the compiler refuses what breaks them.
ARCHIVAL: tuple[PdfStandard, ...] = ("a-2a", "ua-1")
_PACKAGE = re.compile(r'"@[\w-]+/')
_local = threading.local()


class TemplateError(Fault):
    """A template is wrong or does not fit its data; the message names the line. A mistake in content, not of a user."""


def render_pdf(
    template: str | Path,
    data: Mapping[str, object],
    *,
    images: Mapping[str, str | bytes] | None = None,
    at: datetime | None = None,
    standards: Sequence[PdfStandard] = ARCHIVAL,
) -> bytes:
    """Render `template` (text, or the path of a file) with `data` to a PDF.

    Templates import ``/official.typ``. `data` reaches them as JSON: its strings are text, never markup.
    `images` are SVG texts, or PNG or JPEG bytes, by name. Same template, data, images and `at` (default:
    legal time now): same bytes. Raises TemplateError. About 10 ms when warm.
    """
    source = template.read_text() if isinstance(template, Path) else template
    if _PACKAGE.search(source):
        raise TemplateError("a template may not import a package from outside")
    inputs = {
        "data": json.dumps(printable_data(data, _coverage()), ensure_ascii=False),
        "images": json.dumps({name: as_svg(picture) for name, picture in (images or {}).items()}),
    }
    moment = (at or clock.now()).astimezone(_VIETNAM).replace(microsecond=0)
    try:
        rendered = _compiler().compile(source.encode(), format="pdf", sys_inputs=inputs, pdf_standards=list(standards), timestamp=moment)
    except typst.TypstError as error:
        raise TemplateError(error.diagnostic or error.message) from error
    if not isinstance(rendered, bytes):
        raise TemplateError("the template did not give one PDF")
    return _packed(rendered)


def _packed(pdf: bytes) -> bytes:
    """The same document with its objects in compressed streams: a fifth smaller."""
    small = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(small, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return small.getvalue()


def _compiler() -> typst.Compiler:
    """One compiler per thread, reused; all share the fonts."""
    compiler: typst.Compiler | None = getattr(_local, "compiler", None)
    if compiler is None:
        compiler = _local.compiler = typst.Compiler(root=str(_LIBRARY), font_paths=_fonts(), ignore_system_fonts=True)
    return compiler


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])


@cache
def _coverage() -> frozenset[str]:
    return parse_coverage((_FONTS / "coverage.txt").read_text())
