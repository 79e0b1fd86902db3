"""Vietnamese words: compile every module's catalogue, and find source strings that have no translation."""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

_log = logging.getLogger(__name__)
PACKAGE = Path(__file__).resolve().parents[2]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "words": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A string marked for translation and where it stands."""

    text: str
    context: str
    file: Path
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text!r}"


def compile_messages(root: Path = PACKAGE) -> list[Path]:
    """Compile each `locale/*/LC_MESSAGES/django.po` that is newer than its `.mo`; returns those compiled."""
    compiled = []
    for po in sorted(root.rglob("locale/*/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        content = BytesIO()
        write_mo(content, _catalogue(po))
        fresh = mo.with_suffix(f".{os.getpid()}")
        try:
            fresh.write_bytes(content.getvalue())
        except OSError:
            _log.warning("cannot write %s: its words stay English", mo)
            continue
        fresh.replace(mo)
        compiled.append(mo)
    return compiled


def sources(root: Path = PACKAGE) -> Iterator[Source]:
    """Every string marked for translation in code and templates, tests left out."""
    for file in sorted([*root.rglob("*.py"), *root.rglob("templates/**/*.html"), *root.rglob("templates/**/*.txt")]):
        if "tests" in file.relative_to(root).parts or "migrations" in file.parts:
            continue
        text = file.read_text(encoding="utf-8")
        if file.suffix != ".py":
            text = templatize(text)
        for line, message, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
            single = message[0] if isinstance(message, tuple) else message
            if single:
                yield Source(single, context or "", file.relative_to(root), line)


def translated(root: Path = PACKAGE, language: str = "vi") -> set[tuple[str, str]]:
    """(context, source string) of everything that has words in the language."""
    known = set()
    for po in root.rglob(f"locale/{language}/LC_MESSAGES/django.po"):
        for message in _catalogue(po):
            single = message.id[0] if isinstance(message.id, list | tuple) else message.id
            filled = all(message.string) if isinstance(message.string, list | tuple) else bool(message.string)
            if filled and not message.fuzzy:
                known.add((message.context or "", str(single)))
    return known


def missing(root: Path = PACKAGE, language: str = "vi") -> list[Source]:
    """Marked strings without a translation, each with its file and line."""
    known = translated(root, language)
    return [source for source in sources(root) if (source.context, source.text) not in known]


def _catalogue(po: Path) -> Catalog:
    with po.open("rb") as stream:
        return read_po(stream, abort_invalid=True)
