"""Several procedures behind one application (NĐ 61/2018/NĐ-CP a.15): which part begins when, and how the whole ends. Pure.

Parts begin together unless one comes after another; a part whose predecessor was stopped is never begun.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from motcua.onestop.catalogue.rules.cases import Condition, Key, Part, Text, holds, parsed, unique


class BundlePart(Part):
    """One procedure of a bundle: a dossier of its own at its own agency.

    Answers and papers of the same name are handed on; `answers` says the others as formulas over the whole's answers (also
    `<part>_number` and `<part>_date` of the results before), `papers` from which paper of the whole, or `result:<part>`, one is taken.
    """

    key: Key
    name: Text
    procedure: Annotated[str, Field(pattern=r"^[123]\.\d{6}$")]
    after: tuple[Key, ...] = ()
    when: Condition | None = None
    answers: Mapping[Key, Condition] = Field(default_factory=dict)
    papers: Mapping[Key, Annotated[str, Field(pattern=r"^(result:)?[a-z][a-z0-9_]*$")]] = Field(default_factory=dict)


class PartState(StrEnum):
    """Where a part stands: a dossier still open, or how it ended. A part without a state has not begun."""

    OPEN = "open"
    DONE = "done"
    STOPPED = "stopped"


class WholeEnding(StrEnum):
    """How a bundle ends: with every result, with some, or with none."""

    ALL = "all"
    SOME = "some"
    NOTHING = "nothing"


def require_order(parts: Sequence[BundlePart]) -> None:
    """Raise `ValueError` unless keys are unique and every part comes after parts that are written above it."""
    unique("part", [part.key for part in parts])
    above: set[str] = set()
    for part in parts:
        unknown = set(part.after) - above
        if unknown:
            raise ValueError(f"the part {part.key} comes after {', '.join(sorted(unknown))}, which is not written above it")
        above.add(part.key)


def chosen(parts: Sequence[BundlePart], facts: Mapping[str, object]) -> list[BundlePart]:
    """The parts these answers ask for; what comes after a part that is not asked for need not wait for it."""
    asked = [part for part in parts if part.when is None or holds(part.when, facts)]
    keys = {part.key for part in asked}
    return [part.model_copy(update={"after": tuple(key for key in part.after if key in keys)}) for part in asked]


def handed_on(part: BundlePart, names: Iterable[str], facts: Mapping[str, object]) -> dict[str, object]:
    """The answers of a part's form with these questions: worked out as the part says, else the answer of the same name."""
    given = {name: parsed(part.answers[name]).evaluate(facts) if name in part.answers else facts.get(name) for name in names}
    return {name: value for name, value in given.items() if value is not None}


def beginning(parts: Sequence[BundlePart], states: Mapping[str, PartState]) -> list[BundlePart]:
    """The parts that may begin now: not begun, and everything they come after is done."""
    return [part for part in parts if part.key not in states and all(states.get(key) is PartState.DONE for key in part.after)]


def never(parts: Sequence[BundlePart], states: Mapping[str, PartState]) -> list[BundlePart]:
    """The parts that can no longer begin, because one they come after was stopped (or can itself not begin)."""
    lost: list[BundlePart] = []
    for part in parts:
        gone = {other.key for other in lost}
        if part.key not in states and any(states.get(key) is PartState.STOPPED or key in gone for key in part.after):
            lost.append(part)
    return lost


def ending(parts: Sequence[BundlePart], states: Mapping[str, PartState]) -> WholeEnding | None:
    """How the whole ends; None while a part is open or may still begin."""
    if beginning(parts, states) or PartState.OPEN in states.values():
        return None
    done = sum(states.get(part.key) is PartState.DONE for part in parts)
    if done == len(parts):
        return WholeEnding.ALL
    return WholeEnding.SOME if done else WholeEnding.NOTHING
