"""Numbers and names of documents in the vault."""

import re
import unicodedata

_UNSAFE = re.compile(r"[^\w.\- ()]+")
_MOST = 80


def id_code(owner_number: str, type_code: str, reference: str) -> str:
    """The code of a digital paper: owner, type, number (TT 01/2023/TT-VPCP; the exact form is still to be checked)."""
    return ".".join(re.sub(r"[^A-Za-z0-9Đđ-]+", "-", part).strip("-") or "0" for part in (owner_number, type_code, reference))[:120]


def safe_name(name: str, extension: str) -> str:
    """A file name for an archive: no folders, no leading dots, no control characters, at most 80 letters, with its extension."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").split("/")[-1]
    plain = _UNSAFE.sub("_", plain).strip(". _")[:_MOST].strip(". _") or "giay-to"
    return plain if plain.lower().endswith(extension) else f"{plain}{extension}"


def is_safe_member(name: str) -> bool:
    """Whether a name found in an archive stays inside it: no absolute path, no drive, no way up, no hidden file."""
    parts = name.split("/")
    return (
        bool(name)
        and "\\" not in name
        and ":" not in name
        and "\0" not in name
        and all(part and not part.startswith(".") for part in parts)
    )
