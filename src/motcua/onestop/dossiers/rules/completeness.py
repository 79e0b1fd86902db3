"""What is still missing before a dossier can be handed in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from motcua.kernel.errors import FieldError, words


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """A component of which a file is demanded."""

    key: str
    name: str


def missing_papers(required: Sequence[RequiredPaper], attached: Collection[str]) -> list[FieldError]:
    """One error per component that is demanded and has no file."""
    return [
        FieldError(f"paper.{paper.key}", words("Attach “%(paper)s”."), {"paper": paper.name})
        for paper in required
        if paper.key not in attached
    ]
