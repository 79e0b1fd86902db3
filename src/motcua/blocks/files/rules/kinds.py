"""Which kind of file it is, told from its first bytes and never from its name."""

from dataclasses import dataclass
from unicodedata import normalize

from motcua.blocks.files.rules.verdicts import refusal


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that can be taken."""

    key: str
    media_type: str
    extensions: frozenset[str]


PDF = Kind("pdf", "application/pdf", frozenset({"pdf"}))
JPG = Kind("jpg", "image/jpeg", frozenset({"jpg", "jpeg", "jfif"}))
PNG = Kind("png", "image/png", frozenset({"png"}))
KINDS = {kind.key: kind for kind in (PDF, JPG, PNG)}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one place accepts: kinds (keys of KINDS), bytes, pages of a PDF, pixels of a picture."""

    accepts: tuple[str, ...] = ("pdf", "jpg", "png")
    max_bytes: int = 10 * 1024 * 1024
    max_pages: int = 500
    max_pixels: int = 60_000_000
    max_unfolded_bytes: int = 800 * 1024 * 1024

    @classmethod
    def of(cls, *, accepts: tuple[str, ...] | list[str], max_mb: int) -> "Limits":
        """Limits as a component of a procedure names them."""
        return cls(accepts=tuple("jpg" if key == "jpeg" else key for key in accepts), max_bytes=max_mb * 1024 * 1024)


def sniff(head: bytes) -> Kind | None:
    """The kind that the first bytes (at least 12) show, or None."""
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    return None


def kind_of(name: str, head: bytes, limits: Limits) -> Kind:
    """The accepted kind of a file. Refuses (file_type, file_renamed) what is not accepted or goes under a wrong name."""
    kind = sniff(head)
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if kind is None or kind.key not in limits.accepts:
        raise refusal("file_type", name, accepted=", ".join(key.upper() for key in limits.accepts))
    if extension and extension not in kind.extensions:
        raise refusal("file_renamed", name, extension=extension, kind=kind.key.upper())
    return kind


def plain_name(name: str) -> str:
    """The last part of a name, without control characters, letters and marks composed, at most 150, its extension kept."""
    part = normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    last = "".join(letter for letter in part if letter.isprintable()).strip(" .")
    if len(last) > 150:
        stem, dot, extension = last.rpartition(".")
        last = (stem[: 149 - len(extension)] + dot + extension) if dot and len(extension) < 10 else last[:150]
    return last or "file"
