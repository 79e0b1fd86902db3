"""One complete return: what could be seen the first time is not asked for later (NĐ 61/2018 a.17: hướng dẫn một lần, đầy đủ)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class EarlierRequest:
    """A supplement asked for before: at which stage, and when."""

    at_intake: bool
    requested_at: datetime


@dataclass(frozen=True, slots=True)
class HandedInAt:
    """A paper with the moment at which it came."""

    component_key: str
    at: datetime


def visible_before(asked: Iterable[str], *, at_intake: bool, earlier: Sequence[EarlierRequest], papers: Iterable[HandedInAt]) -> list[str]:
    """Which of the asked components could be seen when the first request was made, in the order asked.

    At a stage that has had its request, everything counts as asked again. Otherwise a component is new only if a paper
    for it came after the first request: what lay on the table or was missing already on that day was visible.
    """
    wanted = list(asked)
    if not earlier:
        return []
    if any(request.at_intake == at_intake for request in earlier):
        return wanted
    first = min(request.requested_at for request in earlier)
    fresh = {paper.component_key for paper in papers if paper.at > first}
    return [key for key in wanted if key not in fresh]


def round_of(*, at_intake: bool, again: bool) -> int:
    """The number of the hand-in that answers a request: 1 at intake, 2 in processing, 3 and 4 when the head allowed another."""
    return (1 if at_intake else 2) + (2 if again else 0)
