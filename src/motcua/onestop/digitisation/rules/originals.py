"""Which of the files handed in for an original are copied."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Handed:
    """One file: its id, the round it came in, and whether the desk scanned it from the paper itself."""

    id: int
    round: int
    at_the_desk: bool


def chosen(files: Sequence[Handed]) -> list[int]:
    """The ids to copy, in the order they came: the desk's scans of the original, otherwise what was handed in; of the last round."""
    best = [one for one in files if one.at_the_desk] or list(files)
    last = max((one.round for one in best), default=0)
    return sorted(one.id for one in best if one.round == last)
