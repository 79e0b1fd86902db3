"""What we told beside what the portal holds."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Differs:
    """One dossier on which the sides differ; None: that side does not have it."""

    code: str
    ours: int | None
    theirs: int | None

    @property
    def kind(self) -> str:
        """missing_there, missing_here or status."""
        if self.theirs is None:
            return "missing_there"
        return "missing_here" if self.ours is None else "status"


def compare(ours: Mapping[str, int], theirs: Mapping[str, int], under_way: Collection[str]) -> list[Differs]:
    """Differences by code. `ours`: the status told last; dossiers with messages under way are not judged yet."""
    codes = sorted(ours.keys() | theirs.keys())
    return [
        Differs(code, ours.get(code), theirs.get(code)) for code in codes if code not in under_way and ours.get(code) != theirs.get(code)
    ]
