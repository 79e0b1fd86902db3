"""What a module says about the open things it keeps at units, so that a reorganisation can hand them over."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from motcua.ground.reorganisation.rules.fates import Fates
from motcua.kernel.actor import Actor

Label = Mapping[str, str]  # language -> words
Units = Collection[int]  # ids of units, at most some thousands; a query of ids (`values_list("pk", flat=True)`) does as well


@dataclass(frozen=True, slots=True)
class Handing:
    """One batch: of the rows after `after` (by id), at most `limit` are handed over as `fates` says.

    `at` is the legal moment, `day` the day from which the successors answer, `decision` the number of the decision.
    """

    fates: Fates
    day: date
    at: datetime
    decision: str
    actor: Actor
    after: int = 0
    limit: int = 2000

    def to(self, unit_id: int, address: str = "") -> int:
        """The successor for something at the unit that belongs to an address."""
        return self.fates.to(unit_id, address)


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One row that passed from a unit to another; `before` is what else the move changed, as JSON, for the way back."""

    object_id: int
    from_unit: int
    to_unit: int
    before: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moved:
    """What a batch moved, and the id after which the next one goes on; None when nothing is left."""

    rows: Sequence[MovedRow]
    after: int | None


@dataclass(frozen=True, slots=True)
class Placed:
    """How many open things a unit holds; of a split unit those of one address."""

    unit_id: int
    amount: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One kind of open thing at units.

    `count(units, split)` says in one statement how many there are, for units of `split` by address; `examples(units, most)`
    names some; `move(handing)` hands over one batch in the caller's transaction; `undo(rows)` puts back exactly; `touched(rows,
    since)` are the ids somebody has acted on after a (real) moment. Without `move` the things are only listed for people to see to:
    `note` tells them what is to be done.
    """

    key: str
    name: Label
    count: Callable[[Units, Units], Iterable[Placed]]
    examples: Callable[[Units, int], Sequence[str]] = lambda units, most: ()
    move: Callable[[Handing], Moved] | None = None
    undo: Callable[[Sequence[MovedRow]], None] = lambda rows: None
    touched: Callable[[Sequence[MovedRow], datetime], Collection[int]] = lambda rows, since: ()
    note: Label = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the way of a plan, found by a module: about which unit, in words with places for the values, and the way out.

    A `question` may be answered in the plan; anything else must be put right first. `choices` are the answers: value -> words.
    """

    code: str
    unit_id: int
    message: str
    way_out: str
    params: Mapping[str, object] = field(default_factory=dict)
    question: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


PlanCheck = Callable[[Fates, date], Iterable[Finding]]

_kinds: dict[str, HandedOver] = {}
_checks: dict[str, PlanCheck] = {}


def hand_over(kind: HandedOver) -> HandedOver:
    """Declare a kind of open thing; a key declared twice raises ValueError."""
    if _kinds.setdefault(kind.key, kind) is not kind:
        raise ValueError(f"what passes to a successor is declared twice: {kind.key}")
    return kind


def handed_over() -> dict[str, HandedOver]:
    """Every declared kind by key, in the order of declaration."""
    return dict(_kinds)


def check_plans(key: str, check: PlanCheck) -> None:
    """Declare a check that every plan goes through, such as quotas against the people present; a key declared twice raises ValueError."""
    if _checks.setdefault(key, check) is not check:
        raise ValueError(f"a check of plans is declared twice: {key}")


def plan_checks() -> dict[str, PlanCheck]:
    """Every declared check by key."""
    return dict(_checks)
