"""What the block needs from whoever uses it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task about to open: `unit` is the assignment text of the process file, to be turned into the id of a unit."""

    subject_type: str
    subject_id: int
    node: str
    step: str
    role: str
    unit: str


Assign = Callable[[Assignment], int]
"""Turns an assignment into the id of the unit that holds the task."""

Due = Callable[[datetime, int], datetime]
"""The moment when a budget of working hours, counted from a start, is used up."""
