"""The token game: what a drawing means, without an engine.

The linter plays every game to find drawings that get stuck; tests play it beside the engine and compare.
A marking counts tokens on arrows into joins, on waiting nodes, and on boundary events still armed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from motcua.blocks.workflow.rules.definition import GATEWAYS, TASKS, Definition, Flow, Node

Place = tuple[str, str]
Marking = frozenset[tuple[Place, int]]
Choices = Callable[[Node], list[list[Flow]]]
MOST_MOVES = 20_000
_MOST_TOKENS = 2  # two of a kind say as much as more


@dataclass(frozen=True, slots=True)
class Stuck:
    """A game that cannot go on: tokens wait before this gateway and nothing else moves."""

    gateway: str


def all_choices(definition: Definition) -> Choices:
    """Every way a gateway might go, whatever the facts."""

    def choices(gateway: Node) -> list[list[Flow]]:
        flows = list(definition.outgoing.get(gateway.id, ()))
        if gateway.kind == "exclusiveGateway":
            return [[flow] for flow in flows]
        return [[flow for bit, flow in enumerate(flows) if mask >> bit & 1] for mask in range(1, 2 ** min(len(flows), 6))]

    return choices


class Game:
    """The moves of one definition. Markings are values; a game only counts its moves, and stops after very many."""

    def __init__(self, definition: Definition, choices: Choices) -> None:
        self.definition = definition
        self.moves = 0
        self.choices = choices
        self._flows = {flow.id: flow for flow in definition.flows}
        self._upstream = {node.id: self._ways_in(node) for node in definition.nodes.values() if node.kind == "inclusiveGateway"}

    def first(self) -> set[Marking]:
        """The markings after the start."""
        start: Counter[Place] = Counter()
        self._enter_scope(start, self.definition.id)
        return self.settle(start)

    def waiting(self, marking: Marking) -> list[str]:
        """The nodes that wait for a person, a message or a moment; a node waiting twice stands there twice."""
        found = []
        for (kind, name), count in marking:
            if kind == "armed" or (kind == "node" and self.definition.nodes[name].kind != "subProcess"):
                found += [name] * count
        return sorted(found)

    def after(self, marking: Marking, name: str) -> set[Marking]:
        """The markings after a waiting node is completed, or an armed boundary event happens."""
        tokens = Counter(dict(marking))
        node = self.definition.nodes[name]
        if node.attached_to:
            tokens -= Counter({("armed", name): 1})
            if node.interrupting:
                self._leave(tokens, self.definition.nodes[node.attached_to])
        else:
            self._leave(tokens, node)
        self._put(tokens, self.definition.outgoing.get(name, ()))
        return self.settle(tokens)

    def settle(self, tokens: Counter[Place]) -> set[Marking]:
        """Let everything move that needs nobody; one marking for each way the gateways may choose."""
        settled: set[Marking] = set()
        left = [+tokens]
        while left and self.moves < MOST_MOVES:
            self.moves += 1
            current = left.pop()
            following = self._step(current)
            if following is None:
                settled.add(frozenset(current.items()))
            else:
                left.extend(following)
        return settled

    def stuck(self, marking: Marking) -> Stuck | None:
        """Whether tokens wait before a join in a scope where nothing else can move any more."""
        arrows = [self._flow(name) for (kind, name), _ in marking if kind == "flow"]
        busy = {self.definition.nodes[name].scope for (kind, name), _ in marking if kind == "node"}
        return next((Stuck(flow.target) for flow in arrows if flow.scope not in busy), None)

    def crowded(self, marking: Marking) -> str | None:
        """A gateway that two tokens reached by the same arrow: it cannot tell the rounds apart."""
        return next((self._flow(name).target for (kind, name), count in marking if kind == "flow" and count > 1), None)

    def _step(self, tokens: Counter[Place]) -> list[Counter[Place]] | None:
        for moved in (self._pass(tokens), self._join(tokens), self._close(tokens)):
            if moved is not None:
                return moved
        return None

    def _pass(self, tokens: Counter[Place]) -> list[Counter[Place]] | None:
        """Move one token on along nodes that neither wait nor join."""
        for kind, name in tokens:
            flow = self._flow(name) if kind == "flow" else None
            node = self.definition.nodes.get(flow.target) if flow else None
            if node is None or node.kind in {"parallelGateway", "inclusiveGateway"}:
                continue
            moved = tokens - Counter({(kind, name): 1})
            if node.kind == "exclusiveGateway":
                return [self._with(moved, flows) for flows in self.choices(node)]
            if node.kind == "endEvent":
                if node.trigger == "terminate":
                    self._clear(moved, node.scope)
                return [moved]
            self._enter(moved, node)
            return [moved]
        return None

    def _join(self, tokens: Counter[Place]) -> list[Counter[Place]] | None:
        for kind in ("parallelGateway", "inclusiveGateway"):
            for node in self.definition.nodes.values():
                incoming = self.definition.incoming.get(node.id, ())
                arrived = [flow for flow in incoming if tokens["flow", flow.id]]
                if node.kind != kind or not arrived or not self._may_join(tokens, node, arrived):
                    continue
                moved = tokens - Counter({("flow", flow.id): 1 for flow in arrived})
                if kind == "parallelGateway":
                    return [self._with(moved, self.definition.outgoing.get(node.id, ()))]
                return [self._with(moved, flows) for flows in self.choices(node)]
        return None

    def _may_join(self, tokens: Counter[Place], node: Node, arrived: list[Flow]) -> bool:
        incoming = self.definition.incoming[node.id]
        if node.kind == "parallelGateway":
            return len(arrived) == len(incoming)
        ways = self._upstream[node.id]
        empty = {name for flow in incoming if flow not in arrived for name in ways[flow.id]}
        taken = {name for flow in arrived for name in ways[flow.id]}
        held = {name if kind != "flow" else self._flow(name).target for (kind, name) in tokens} - {node.id}
        return not held & (empty - taken)

    def _close(self, tokens: Counter[Place]) -> list[Counter[Place]] | None:
        """A sub-process is done when nothing is left inside it."""
        for kind, name in tokens:
            if kind == "node" and self.definition.nodes[name].kind == "subProcess" and not any(self._inside(tokens, name)):
                moved = tokens.copy()
                self._leave(moved, self.definition.nodes[name])
                return [self._with(moved, self.definition.outgoing.get(name, ()))]
        return None

    def _enter(self, tokens: Counter[Place], node: Node) -> None:
        self._add(tokens, ("node", node.id))
        for event in self.definition.boundary.get(node.id, ()):
            self._add(tokens, ("armed", event.id))
        if node.kind == "subProcess":
            self._enter_scope(tokens, node.id)

    def _enter_scope(self, tokens: Counter[Place], scope: str) -> None:
        for node in self.definition.inside(scope):
            if node.kind == "startEvent":
                self._put(tokens, self.definition.outgoing.get(node.id, ()))

    def _leave(self, tokens: Counter[Place], node: Node) -> None:
        for place in [("node", node.id), *(("armed", event.id) for event in self.definition.boundary.get(node.id, ()))]:
            tokens[place] -= 1
            if tokens[place] <= 0:
                del tokens[place]
        if node.kind == "subProcess":
            self._clear(tokens, node.id)

    def _clear(self, tokens: Counter[Place], scope: str) -> None:
        for place in list(self._inside(tokens, scope)):
            del tokens[place]

    def _inside(self, tokens: Counter[Place], scope: str) -> Iterator[Place]:
        for place, count in tokens.items():
            kind, name = place
            if count and self._lies_in(self._flow(name).scope if kind == "flow" else self.definition.nodes[name].scope, scope):
                yield place

    def _lies_in(self, inner: str, outer: str) -> bool:
        while inner != outer:
            if inner not in self.definition.nodes:
                return False
            inner = self.definition.nodes[inner].scope
        return True

    def _with(self, tokens: Counter[Place], flows: Iterable[Flow]) -> Counter[Place]:
        moved = tokens.copy()
        self._put(moved, flows)
        return moved

    def _put(self, tokens: Counter[Place], flows: Iterable[Flow]) -> None:
        for flow in flows:
            self._add(tokens, ("flow", flow.id))

    def _add(self, tokens: Counter[Place], place: Place) -> None:
        tokens[place] = min(_MOST_TOKENS, tokens[place] + 1)

    def _flow(self, name: str) -> Flow:
        return self._flows[name]

    def _ways_in(self, gateway: Node) -> dict[str, set[str]]:
        """For every arrow into a gateway, the nodes from which a token can come in by it."""
        ways = {}
        for flow in self.definition.incoming.get(gateway.id, ()):
            found: set[str] = set()
            left = [flow.source]
            while left:
                name = left.pop()
                if name == gateway.id or name in found:
                    continue
                found.add(name)
                node = self.definition.nodes.get(name)
                left += [before.source for before in self.definition.incoming.get(name, ())]
                if node is not None and node.attached_to:
                    left.append(node.attached_to)
            ways[flow.id] = found
        return ways


def troubles(definition: Definition) -> tuple[set[str], set[str]]:
    """Gateways where some game gets stuck, and gateways that two tokens may reach by one arrow. Gives up quietly on huge drawings."""
    game = Game(definition, all_choices(definition))
    stuck: set[str] = set()
    crowded: set[str] = set()
    seen = game.first()
    left = list(seen)
    while left and game.moves < MOST_MOVES:
        marking = left.pop()
        found, twice = game.stuck(marking), game.crowded(marking)
        if found:
            stuck.add(found.gateway)
        if twice:
            crowded.add(twice)
            continue
        for name in set(game.waiting(marking)):
            fresh = game.after(marking, name) - seen
            seen |= fresh
            left.extend(fresh)
    return stuck, crowded


def needs_playing(definition: Definition) -> bool:
    """Only drawings with a join can get stuck."""
    return any(node.kind in GATEWAYS - {"exclusiveGateway"} for node in definition.nodes.values()) and bool(
        TASKS & {node.kind for node in definition.nodes.values()}
    )
