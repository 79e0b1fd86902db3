"""Templates: text with places such as {code}, filled with plain values. Nothing in a template can run."""

import re
from collections.abc import Mapping, Sequence

PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_STRAY = re.compile(r"[{}]")


def places_in(text: str) -> frozenset[str]:
    """The names of the places of a text."""
    return frozenset(PLACE.findall(text))


def stray_braces(text: str) -> bool:
    """Whether a brace is left that opens or closes no place."""
    return bool(_STRAY.search(PLACE.sub("", text)))


def render(text: str, data: Mapping[str, object], language: str, *, one_line: bool = False) -> str:
    """Fill the places; a place without a value stays empty. A list becomes lines, or with `one_line` parts joined by semicolons."""
    filled = PLACE.sub(lambda found: _shown(data.get(found[1]), language, one_line), text)
    lines = [line.rstrip() for line in filled.strip().split("\n")]
    return " ".join(" ".join(lines).split()) if one_line else re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _shown(value: object, language: str, one_line: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return str(value.get(language) or value.get("vi") or "")
    if isinstance(value, Sequence) and not isinstance(value, str):
        parts = [_shown(part, language, one_line) for part in value]
        return "; ".join(parts) if one_line else "\n".join(f"- {part}" for part in parts)
    return str(value)
