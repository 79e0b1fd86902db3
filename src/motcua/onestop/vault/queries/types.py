"""The loaded types of papers, read once and again when they change."""

from motcua.onestop.vault.models import PaperTypeRow
from motcua.onestop.vault.rules.paper_types import PaperType

_known: dict[str, tuple[PaperType, ...]] = {}


def paper_types() -> tuple[PaperType, ...]:
    """Every type in the order of the file. One query."""
    rows = list(PaperTypeRow.objects.values_list("content", flat=True))
    fingerprint = repr(rows)
    if fingerprint not in _known:
        _known.clear()
        _known[fingerprint] = tuple(PaperType.model_validate(row) for row in rows)
    return _known[fingerprint]


def type_named(code: str) -> PaperType | None:
    """The type with this code, None when there is none (any more)."""
    return next((one for one in paper_types() if one.code == code), None)
