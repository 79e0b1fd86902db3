"""The time budgets of steps against the promise (domain rule: the hours of the steps along every way stay within the time limit). Pure.

A step that is gone back to (sent back, examined again) counts once: who goes back uses time that was left. Branches side by
side do not add up: each way runs through one of them. A way on which something must be verified may take the longest limit
that the procedure promises, since verification is what the longer case is for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from motcua.onestop.catalogue.rules.bundle import BundlePart
from motcua.onestop.catalogue.rules.cases import parsed
from motcua.onestop.catalogue.rules.choice import limit_for
from motcua.onestop.catalogue.rules.content import ProcedureContent

VERIFY = "verify"
MOST_WAYS = 20_000
_KNOWN = frozenset({"case", "outcome"})


@dataclass(frozen=True, slots=True)
class StepNode:
    """A node of a process as far as budgets go; `inside` is the start of a sub-process, `hours` 0 where nothing is said."""

    hours: int = 0
    outcomes: tuple[str, ...] = ()
    is_step: bool = False
    either_or: bool = False
    default: str = ""
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow with its condition, if it has one."""

    id: str
    target: str
    condition: str = ""


@dataclass(frozen=True)
class Steps:
    """A process: its start, its nodes, and the arrows that lead on from each (also from events on its border)."""

    start: str
    nodes: Mapping[str, StepNode]
    arrows: Mapping[str, Sequence[Arrow]]


@dataclass(frozen=True, slots=True)
class Way:
    """One way through a process: the steps on it, their hours, and whether something was verified."""

    steps: tuple[str, ...] = ()
    hours: int = 0
    verified: bool = False


@dataclass
class _Walk:
    steps: Steps
    case: str
    ways: int = 0
    on_way: set[str] = field(default_factory=set)

    def from_node(self, name: str, outcome: str | None, way: Way) -> Iterator[Way]:
        """Every way on from a node; an arrow back to a node of the way is not followed."""
        node = self.steps.nodes[name]
        if name in self.on_way or self.ways > MOST_WAYS:
            return
        self.on_way.add(name)
        if node.inside:
            way = max(self.from_node(node.inside, outcome, way), key=lambda one: one.hours, default=way)
        elif node.hours:
            way = Way((*way.steps, name), way.hours + node.hours, way.verified)
        for ended in node.outcomes or ((None,) if node.is_step else (outcome,)):
            verified = way.verified or (node.is_step and ended == VERIFY)
            yield from self._onwards(name, node, ended, Way(way.steps, way.hours, verified))
        self.on_way.discard(name)

    def _onwards(self, name: str, node: StepNode, outcome: str | None, way: Way) -> Iterator[Way]:
        arrows = self._open(self.steps.arrows.get(name, ()), node, outcome)
        if not arrows:
            self.ways += 1
            yield way
        for arrow in arrows:
            yield from self.from_node(arrow.target, outcome, way)

    def _open(self, arrows: Sequence[Arrow], node: StepNode, outcome: str | None) -> list[Arrow]:
        """The arrows that may be taken: of either-or branches the first that is surely true ends the list."""
        if not node.either_or:
            return [arrow for arrow in arrows if self._holds(arrow, outcome) is not False]
        possible: list[Arrow] = []
        for arrow in arrows:
            if arrow.id == node.default:
                continue
            holds = self._holds(arrow, outcome)
            if holds is not False:
                possible.append(arrow)
            if holds is True:
                return possible
        return [*possible, *(arrow for arrow in arrows if arrow.id == node.default)]

    def _holds(self, arrow: Arrow, outcome: str | None) -> bool | None:
        """True, False, or None when it depends on answers (or on an outcome that nobody names)."""
        if not arrow.condition:
            return True
        expression = parsed(arrow.condition)
        if expression.names - _KNOWN or (outcome is None and "outcome" in expression.names):
            return None
        return expression.holds({"case": self.case, "outcome": outcome or ""})


def ways_through(steps: Steps, case: str) -> list[Way]:
    """Every way from the start to an end that this case can take."""
    return list(_Walk(steps, case).from_node(steps.start, "", Way()))


def over_budget(content: ProcedureContent, steps: Steps) -> Iterator[tuple[str, Way, int]]:
    """The cases whose steps take more working hours than is promised: the case, the longest such way, the hours promised."""
    promised = {case.key: _hours(content, case.key) for case in content.cases}
    longest = max((hours for hours in promised.values() if hours is not None), default=0)
    for key, hours in promised.items():
        if hours is None:
            continue
        late = [(way, longest if way.verified else hours) for way in ways_through(steps, key)]
        over = [(way, limit) for way, limit in late if way.hours > limit]
        if over:
            way, limit = max(over, key=lambda pair: pair[0].hours)
            yield key, way, limit


def _hours(content: ProcedureContent, key: str) -> int | None:
    """The shortest limit of a case over all channels, in working hours (a day is eight)."""
    case = content.case(key)
    limits = [limit.hours for channel in content.channels if (limit := limit_for(case, channel)) is not None]
    return min(limits, default=None)


def hours_of_parts(parts: Sequence[BundlePart], hours: Mapping[str, int]) -> int:
    """The working hours of the longest chain of parts that come after one another."""
    ends: dict[str, int] = {}
    for part in parts:
        ends[part.key] = hours.get(part.key, 0) + max((ends[key] for key in part.after if key in ends), default=0)
    return max(ends.values(), default=0)
