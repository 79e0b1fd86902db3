"""The loaded types of papers, read once and again when they change."""

from collections.abc import Sequence

from motcua.onestop.digitisation.ports import PaperKind
from motcua.onestop.vault.models import PaperTypeRow
from motcua.onestop.vault.rules.paper_types import PaperType, type_of_component

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


class VaultKinds:
    """The types of papers, for those who describe digital papers (the port of digitisation)."""

    def known(self) -> Sequence[PaperKind]:
        """Every type, in the order of the file."""
        return [PaperKind(one.code, one.vi, one.en) for one in paper_types()]

    def expected(self, procedure_code: str, component_key: str, named: str) -> str:
        """The code of the only type that serves the component; empty when none or several do."""
        found = type_of_component(paper_types(), procedure_code, component_key, named)
        return found.code if found else ""
