"""What an archive must hold to be whole, and what is wrong with one that does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from motcua.kernel.errors import words
from motcua.onestop.vault.rules.identity import is_safe_member

INDEX = "danh-muc.json"
SIGNED_LIST = "danh-muc.pdf"
FOLDER = "giay-to"
FORM = "motcua-vault-archive/1"

Level = Literal["green", "yellow", "red"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with the file it is about."""

    sentence: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as the index names it."""

    path: str
    sha256: str


def reason_of(index_sha256: str) -> str:
    """What the signature says: it binds the index, and so every file, to the certificate."""
    return f"Danh mục giấy tờ, danh-muc.json SHA-256 {index_sha256}"


def entries_of(index: object) -> list[Entry]:
    """The entries of a read index; `ValueError` when it is not one of ours."""
    if not isinstance(index, dict) or index.get("form") != FORM or not isinstance(index.get("documents"), list):
        raise ValueError("not an index of an archive")
    found = []
    for row in index["documents"]:
        path, digest = (row.get("path"), row.get("sha256")) if isinstance(row, dict) else (None, None)
        if not (isinstance(path, str) and isinstance(digest, str)):
            raise ValueError("an entry of the index is broken")  # noqa: TRY004 -- a broken file, not a wrong call
        found.append(Entry(path, digest))
    return found


def compare(entries: Sequence[Entry], present: Mapping[str, str]) -> list[Finding]:
    """What differs between the index and the files that are there (path → SHA-256); the two lists themselves not counted."""
    findings = []
    named = {entry.path for entry in entries}
    for entry in entries:
        if entry.path not in present:
            findings.append(Finding(words("This file is missing from the archive."), entry.path))
        elif present[entry.path] != entry.sha256:
            findings.append(Finding(words("This file was changed."), entry.path))
    findings += [Finding(words("This file was added; the list does not name it."), path) for path in sorted(present.keys() - named)]
    return findings


def unsafe(names: Sequence[str]) -> list[Finding]:
    """Names that would leave the archive, or come twice."""
    twice = sorted({name for name in names if names.count(name) > 1})
    outside = [name for name in dict.fromkeys(names) if not is_safe_member(name)]
    return [Finding(words("This name leads out of the archive."), name) for name in outside] + [
        Finding(words("This name is there twice."), name) for name in twice
    ]
