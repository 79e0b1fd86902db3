"""Whether to knock at the identity at all: after a failure it is left alone for a while."""

from dataclasses import dataclass

UP_FOR_SECONDS = 20
DOWN_FOR_SECONDS = 15
LONGEST_DOWN_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the last knock found, when (seconds), and how many failed one after another."""

    up: bool
    at: float
    failures: int = 0


def is_fresh(verdict: Verdict, now: float) -> bool:
    """Whether the verdict still holds without knocking again; after each further failure the pause doubles, two minutes at most."""
    if verdict.up:
        kept = UP_FOR_SECONDS
    else:
        kept = min(DOWN_FOR_SECONDS * (1 << min(verdict.failures - 1, 8)), LONGEST_DOWN_SECONDS)
    return 0 <= now - verdict.at < kept


def after(verdict: Verdict | None, *, up: bool, now: float) -> Verdict:
    """The verdict after one more knock."""
    if up:
        return Verdict(True, now)
    return Verdict(False, now, (verdict.failures if verdict and not verdict.up else 0) + 1)
