"""The paper behind a change of units, as somebody hands it in, and what must hold of its days."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Paper:
    """A decision or resolution: number, what it is called, who issued and signed it, its days, its text, a stored file."""

    number: str
    title: str
    issuer: str
    signed_on: date
    effective_on: date
    signer: str = ""
    text: str = ""
    file_id: int | None = None


def lacking(paper: Paper) -> list[str]:
    """The names of fields that must be filled and are not."""
    return [name for name in ("number", "title", "issuer") if not getattr(paper, name).strip()]
