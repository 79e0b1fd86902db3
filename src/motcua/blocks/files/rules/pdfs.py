"""Is a PDF whole, open to all, and free of parts that run?

A paper of a dossier is read by officials and kept for decades: scripts, launch actions, embedded
programs and encryption have no place in it. Attached data (an electronic invoice's XML) may stay.
"""

import mmap
import zlib
from typing import BinaryIO

import pikepdf

from motcua.blocks.files.rules.kinds import Limits
from motcua.blocks.files.rules.pictures import Measure
from motcua.blocks.files.rules.unfolding import UnfoldsTooFarError, measure_unfolded
from motcua.blocks.files.rules.verdicts import refusal

_ACTIONS = {f"/{name}": name for name in ("JavaScript", "Launch", "ImportData", "SubmitForm", "Rendition", "GoToE")}
_SUBTYPES = {f"/{name}": name for name in ("RichMedia", "Movie", "Sound", "3D", "Screen")}
_KEYS = {"/JS": "JavaScript", "/XFA": "XFA", "/RichMediaContent": "RichMedia"}
_DATA_EXTENSIONS = (".xml", ".csv", ".txt", ".json", ".png", ".jpg", ".jpeg")
_MAX_OBJECTS = 200_000
_MAX_DEPTH = 40


def inspect_pdf(stream: BinaryIO, name: str, limits: Limits) -> Measure:
    """Walk every object of the PDF in the open file `stream` once.

    Refuses file_broken (it cannot be read without repair), file_encrypted, file_hostile (scripts, launch
    actions, embedded programs; too many objects or pages; streams that unfold beyond the limit).
    """
    try:
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            measure_unfolded(data, limits.max_unfolded_bytes)
        with pikepdf.open(stream, suppress_warnings=True, attempt_recovery=False) as document:
            if document.is_encrypted:
                raise refusal("file_encrypted", name)
            pages = len(document.pages)
            if pages == 0:
                raise refusal("file_broken", name)
            if pages > limits.max_pages:
                raise refusal("file_too_large_inside", name)
            _walk(document, name, limits)
    except UnfoldsTooFarError as error:
        raise refusal("file_too_large_inside", name) from error
    except pikepdf.PasswordError as error:
        raise refusal("file_encrypted", name) from error
    except (pikepdf.PdfError, zlib.error, ValueError, TypeError, AttributeError, KeyError, RuntimeError) as error:
        raise refusal("file_broken", name) from error
    return Measure(pages=pages)


def _walk(document: pikepdf.Pdf, name: str, limits: Limits) -> None:
    for count, item in enumerate(document.objects):
        if count > _MAX_OBJECTS:
            raise refusal("file_too_large_inside", name)
        found = _running_part(item, 0)
        if found:
            raise refusal("file_hostile", name, found=found)
        if isinstance(item, pikepdf.Stream) and _pixels(item) > 4 * limits.max_pixels:
            raise refusal("file_too_large_inside", name)


def _pixels(stream: pikepdf.Stream) -> int:
    width, height = stream.get("/Width", 0), stream.get("/Height", 0)
    return width * height if isinstance(width, int) and isinstance(height, int) else 0


def _running_part(item: object, depth: int) -> str:
    """The first running part in `item` and its direct children, or an empty text; indirect ones are walked on their own."""
    if depth > _MAX_DEPTH:
        return "nesting"
    if isinstance(item, pikepdf.Array):
        return _first(list(item.as_list()), depth)
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return _named_part(item) or _first([item[key] for key in item.keys()], depth)  # noqa: SIM118 -- not a mapping
    return ""


def _first(children: list[object], depth: int) -> str:
    for child in children:
        if isinstance(child, pikepdf.Array | pikepdf.Dictionary) and not child.is_indirect:
            found = _running_part(child, depth + 1)
            if found:
                return found
    return ""


def _named_part(item: pikepdf.Dictionary | pikepdf.Stream) -> str:
    for key, part in _KEYS.items():
        if key in item:
            return part
    action, subtype = item.get("/S"), item.get("/Subtype")
    if isinstance(action, pikepdf.Name) and str(action) in _ACTIONS:
        return _ACTIONS[str(action)]
    if isinstance(subtype, pikepdf.Name) and str(subtype) in _SUBTYPES:
        return _SUBTYPES[str(subtype)]
    if "/EF" in item and not _names_only_data(item):
        return "EmbeddedFile"
    return ""


def _names_only_data(filespec: pikepdf.Dictionary | pikepdf.Stream) -> bool:
    """Whether every name that an attachment goes by is one of plain data; a nameless one is not."""
    names = [str(filespec[key]).strip().lower() for key in ("/F", "/UF", "/DOS", "/Unix", "/Mac") if key in filespec]
    return bool(names) and all(name.endswith(_DATA_EXTENSIONS) for name in names)
