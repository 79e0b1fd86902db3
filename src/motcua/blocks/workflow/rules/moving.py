"""Whether a running instance can go on under another version of its process."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motcua.blocks.workflow.rules.definition import TASKS, Definition, Node
from motcua.blocks.workflow.rules.engine import Compiled, passed
from motcua.kernel.errors import words


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an instance cannot move: the node, and a sentence (an English source string)."""

    node: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


def obstacles(source: Compiled, target: Compiled, state: bytes) -> list[Obstacle]:
    """Everything in the way of a move; empty when the instance can go on from where it stands.

    The other version must know the nodes that what is open now still depends on, and must not have changed the steps that are open now,
    what is attached to them, or the gateways where branches are being awaited. What comes later may differ freely.
    """
    found: dict[tuple[str, str], Obstacle] = {}
    for name, active in passed(state):
        node = source.definition.nodes.get(name.split(".Boundary")[0])
        for message in _in_the_way(source, target, name, node, active):
            label = node.label["vi"] if node else name
            found.setdefault((node.id if node else name, message), Obstacle(node.id if node else name, message, {"step": label}))
    return list(found.values())


def _in_the_way(source: Compiled, target: Compiled, name: str, node: Node | None, active: bool) -> list[str]:
    if node is None:  # the engine's own start and end
        return []
    other = target.definition.nodes.get(node.id)
    if other is None or (other.scope != node.scope and other.scope != target.definition.id):
        return [words("The step %(step)s is not in the other version.")]
    if other.kind != node.kind or _attached(source.definition, node) != _attached(target.definition, other):
        return [words("The step %(step)s is drawn differently in the other version.")]
    if not active:
        return []
    if node.kind in TASKS and (node.step, node.role, node.unit) != (other.step, other.role, other.unit):
        return [words("The open step %(step)s belongs to another post, or is another kind of step, in the other version.")]
    if (node.trigger, node.message) != (other.trigger, other.message):
        return [words("The step %(step)s is drawn differently in the other version.")]
    if node.kind.endswith("Gateway") and _sources(source.definition, node) != _sources(target.definition, other):
        return [words("Branches are being awaited at %(step)s, and others lead there in the other version.")]
    return []


def _scope(definition: Definition, node: Node) -> str:
    return "" if node.scope == definition.id else node.scope


def _attached(definition: Definition, node: Node) -> set[str]:
    return {event.id for event in definition.boundary.get(node.id, ())}


def _sources(definition: Definition, node: Node) -> set[str]:
    return {flow.source for flow in definition.incoming.get(node.id, ())}
