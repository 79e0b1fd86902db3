"""The program that reads print (tesseract, a separate process with limits of time and memory), and the list of types of papers."""

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from motcua.kernel.errors import Fault

LANGUAGES = ("vie", "eng")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read on a page: the table of words as tesseract writes it, and a PDF of invisible words of the page's size."""

    table: str
    layer: bytes


class TextReader(Protocol):
    """It SHALL read one page (PNG) and come back within its limits, or raise `Fault`."""

    def is_there(self) -> bool:
        """Whether pages can be read on this machine."""

    def read(self, png: bytes, *, density: int) -> Reading:
        """The words of one page at `density` dots per inch; `Fault` when it took too long or failed."""


class Tesseract:
    """Tesseract with Vietnamese; without its Vietnamese words it counts as missing."""

    def __init__(self, *, seconds: int = 60, megabytes: int = 900) -> None:
        self._seconds, self._bytes = seconds, megabytes * 1024 * 1024
        self._found: bool | None = None

    def is_there(self) -> bool:
        """Whether the program and its Vietnamese and English words are installed; looked up once."""
        if self._found is None:
            self._found = set(LANGUAGES) <= self._languages()
        return self._found

    def _languages(self) -> set[str]:
        program = shutil.which("tesseract")
        if program is None:
            return set()
        said = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 -- fixed words
        return set(said.stdout.split())

    def read(self, png: bytes, *, density: int) -> Reading:
        """One page; the process is ended after its time, and cannot take more memory than its share."""
        program = shutil.which("tesseract")
        if program is None:
            raise Fault("tesseract is not installed")
        with tempfile.TemporaryDirectory(prefix="motcua-ocr-") as folder:
            picture, out = Path(folder) / "page.png", Path(folder) / "read"
            picture.write_bytes(png)
            words = [
                program,
                str(picture),
                str(out),
                "-l",
                "+".join(LANGUAGES),
                "--dpi",
                str(density),
                "-c",
                "textonly_pdf=1",
                "tsv",
                "pdf",
            ]
            self._run(words)
            try:
                return Reading(out.with_suffix(".tsv").read_text("utf-8"), out.with_suffix(".pdf").read_bytes())
            except FileNotFoundError as error:
                raise Fault("tesseract wrote nothing") from error

    def _run(self, words: list[str]) -> None:
        surroundings = {"PATH": os.environ.get("PATH", ""), "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
        process = subprocess.Popen(words, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # noqa: S603 -- our own words
        try:
            resource.prlimit(process.pid, resource.RLIMIT_AS, (self._bytes, self._bytes))
            _out, said = process.communicate(timeout=self._seconds)
        except ProcessLookupError:
            _out, said = process.communicate()
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.communicate()
            raise Fault(f"tesseract took longer than {self._seconds} seconds for a page") from error
        if process.returncode != 0:
            raise Fault(f"tesseract failed: {said.decode('utf-8', 'replace')[-300:]}")


_reader: TextReader = Tesseract()


def use_text_reader(reader: TextReader) -> TextReader:
    """Put another reader in place; returns the one before."""
    global _reader
    before, _reader = _reader, reader
    return before


def text_reader() -> TextReader:
    """The reader in use."""
    return _reader


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One type of paper (loại giấy tờ) with its names."""

    code: str
    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """The name in `language`; anything but English is Vietnamese."""
        return self.en if language.startswith("en") else self.vi


class PaperKinds(Protocol):
    """Where the types of papers are kept: only what stands there is the type of a digital paper."""

    def known(self) -> Sequence[PaperKind]:
        """Every type, in the order of the list."""

    def expected(self, procedure_code: str, component_key: str, named: str) -> str:
        """The code of the type that is handed in for a component; empty when several serve. `named` is what the component says itself."""


_kinds: PaperKinds | None = None


def use_paper_kinds(kinds: PaperKinds) -> None:
    """Wiring: which module stands behind the port."""
    global _kinds
    _kinds = kinds


def paper_kinds() -> PaperKinds | None:
    """The list, or None in a house without one: then papers have no type."""
    return _kinds
