"""What loading a pack would change: shown before it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

ChangeKind = Literal["added", "changed", "unchanged", "removed"]
SIGNS: Mapping[ChangeKind, str] = {"added": "+", "changed": "~", "unchanged": "=", "removed": "-"}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing of the pack compared with what is stored: `what` names it, `before` and `after` are short texts."""

    kind: ChangeKind
    what: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        arrow = f": {self.before or '∅'} → {self.after or '∅'}" if self.before or self.after else ""
        return f"{SIGNS[self.kind]} {self.what}{arrow}"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading found, and whether it was written (never in a dry run, never when nothing differs)."""

    pack: str
    changes: tuple[Change, ...]
    written: bool

    def count(self, kind: ChangeKind) -> int:
        """How many changes are of a kind."""
        return sum(change.kind == kind for change in self.changes)

    @property
    def differs(self) -> bool:
        """Whether anything in the pack differs from what is stored."""
        return any(change.kind != "unchanged" for change in self.changes)


def compare(what: str, before: Mapping[str, object] | None, after: Mapping[str, object] | None) -> Change:
    """Compare one record before and after; the change shows only the fields that differ."""
    if before is None and after is None:
        raise ValueError("nothing to compare")
    if before is None:
        return Change("added", what)
    if after is None:
        return Change("removed", what)
    fields = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not fields:
        return Change("unchanged", what)
    return Change("changed", what, _shown(before, fields), _shown(after, fields))


def _shown(record: Mapping[str, object], fields: Sequence[str]) -> str:
    return ", ".join(f"{name}={record.get(name)}" for name in fields)
