"""Whether an archive is whole and as it was signed. Bad input is an answer, never an error; nothing is unpacked to disk."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import BinaryIO

from motcua.blocks.signing.api import Verdict, verify_pdf
from motcua.ground.directory.api import Unit
from motcua.kernel.errors import words
from motcua.onestop.vault.rules.archive import INDEX, SIGNED_LIST, Finding, Level, compare, entries_of, reason_of, unsafe

MOST_FILES = 1000
MOST_BYTES = 600 * 1024 * 1024
_MOST_INDEX = 5 * 1024 * 1024
_CHUNK = 1024 * 1024
_UNREADABLE = (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, NotImplementedError, EOFError, OSError, RecursionError)


@dataclass(frozen=True, slots=True)
class ArchiveVerdict:
    """One sentence and a level; every finding with its file; the verdict on the signed list; how many documents were compared."""

    level: Level
    sentence: str
    findings: tuple[Finding, ...] = ()
    signed: Verdict | None = None
    documents: int = 0
    owner: str = ""
    made_at: str = ""


def verify_archive(stream: BinaryIO) -> ArchiveVerdict:
    """Check names, sizes, every hash, the list and its signature. Reads piece by piece; at most 1000 files and 600 MB unpacked."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return _judge(archive)
    except _UNREADABLE:
        return ArchiveVerdict("red", words("This is not an archive that can be read; it is damaged or of another kind."))


def _judge(archive: zipfile.ZipFile) -> ArchiveVerdict:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    names = [info.filename for info in infos]
    if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
        return ArchiveVerdict("red", words("This archive is larger than any that is made here; it was not unpacked."))
    bad = unsafe(names)
    if bad:
        return ArchiveVerdict("red", words("This archive holds names that no archive of ours has."), tuple(bad))
    if INDEX not in names or SIGNED_LIST not in names:
        return ArchiveVerdict("red", words("The list of documents or its signature is missing; this archive was not made here."))
    index_bytes = _read(archive, INDEX, _MOST_INDEX)
    list_bytes = _read(archive, SIGNED_LIST, MOST_BYTES)
    index = json.loads(index_bytes)
    entries = entries_of(index)
    present = {name: _hash(archive, name) for name in names if name not in {INDEX, SIGNED_LIST}}
    signed = verify_pdf(list_bytes)
    findings = [*compare(entries, present), *_of_the_list(signed, sha256(index_bytes).hexdigest())]
    owner = str(index.get("owner", {}).get("name", "")) if isinstance(index.get("owner"), dict) else ""
    level, sentence = _said(findings, signed)
    return ArchiveVerdict(level, sentence, tuple(findings), signed, len(entries), owner, str(index.get("made_at", "")))


def _said(findings: Sequence[Finding], signed: Verdict) -> tuple[Level, str]:
    if findings:
        return "red", words("The archive is not as it was made.")
    if signed.level != "green":
        return "yellow", words("Every file is as the list says, but the signature of the list could not be confirmed.")
    return "green", words("The archive is whole: every file is as it was when the province signed the list.")


def _of_the_list(signed: Verdict, index_sha256: str) -> list[Finding]:
    """The list must be signed by the province, unchanged, and its signature must name this very index."""
    if signed.level == "red":
        return [Finding(words("The signed list was changed or is not signed."), SIGNED_LIST)]
    if not any(one.trusted and one.organisation == province_name() for one in signed.signatures):
        return [Finding(words("The list is not signed by this province."), SIGNED_LIST)]
    if not any(one.reason == reason_of(index_sha256) for one in signed.signatures if one.trusted):
        return [Finding(words("The list of hashes is not the one that was signed."), INDEX)]
    return []


def province_name() -> str:
    """The name under which the province signs archives."""
    top = province()
    return top.formal_name if top else ""


def province() -> Unit | None:
    """The province itself."""
    return Unit.objects.filter(parent__isnull=True, kind=Unit.Kind.PROVINCE).order_by("id").first()


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    out = io.BytesIO()
    for piece in _pieces(archive, name):
        out.write(piece)
        if out.tell() > most:
            raise ValueError("longer than it says")
    return out.getvalue()


def _hash(archive: zipfile.ZipFile, name: str) -> str:
    digest = sha256()
    for piece in _pieces(archive, name):
        digest.update(piece)
    return digest.hexdigest()


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The unpacked content piece by piece; zipfile checks length and CRC against the directory of the archive."""
    with archive.open(name) as stream:
        yield from iter(partial(stream.read, _CHUNK), b"")
