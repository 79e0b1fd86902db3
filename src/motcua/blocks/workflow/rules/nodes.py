"""What is wrong with single nodes, arrows and scopes of a process."""

import re
from collections.abc import Iterator

from motcua.blocks.workflow.rules.definition import GATEWAYS, HUMAN, STEPS, Definition, Flow, Node, Problem
from motcua.kernel.errors import words

_KINDS = {
    "startEvent": {"none"},
    "endEvent": {"none", "terminate"},
    "intermediateCatchEvent": {"timer", "message"},
    "boundaryEvent": {"timer", "message"},
}
_DURATION = re.compile(r"P(?=.)(?:\d+W|(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_MOST_HOURS = 10_000


def node_problems(definition: Definition) -> Iterator[Problem]:
    """Problems of scopes, of arrows and of every node."""
    for scope in definition.scopes:
        yield from _scope(definition, scope)
    for flow in definition.flows:
        yield from _flow(definition, flow)
    for node in definition.nodes.values():
        if node.kind in _KINDS:
            yield from _event(node)
        if node.kind in HUMAN or node.kind == "receiveTask":
            yield from _task(node)
        if node.trigger == "message" and not node.message:
            yield _at(node, words("It is not said which message is awaited."), words("Add a message with a name and refer to it."))
        yield from _arrows(definition, node)
    yield from _reach(definition)


def _scope(definition: Definition, scope: str) -> Iterator[Problem]:
    inside = definition.inside(scope)
    line = definition.nodes[scope].line if scope in definition.nodes else definition.line
    starts = sum(node.kind == "startEvent" for node in inside)
    if starts != 1:
        yield Problem(
            line,
            scope,
            words("There must be exactly one start event; there are %(count)s."),
            words("Draw one start event and let arrows lead from it."),
            {"count": starts},
        )
    if not any(node.kind == "endEvent" for node in inside):
        yield Problem(line, scope, words("There is no end event."), words("Draw an end event after the last step."))


def _flow(definition: Definition, flow: Flow) -> Iterator[Problem]:
    source, target = definition.nodes.get(flow.source), definition.nodes.get(flow.target)
    if source is None or target is None or source.scope != target.scope:
        yield Problem(
            flow.line,
            flow.id,
            words("The arrow does not join two elements of the same process or sub-process."),
            words("Draw it again from one element to the other."),
        )
    elif target.kind in {"startEvent", "boundaryEvent"} or source.kind == "endEvent":
        yield Problem(
            flow.line,
            flow.id,
            words("No arrow may lead into a start or boundary event, or out of an end event."),
            words("Draw it again from one element to the other."),
        )


def _event(node: Node) -> Iterator[Problem]:
    if node.trigger not in _KINDS[node.kind]:
        yield _at(
            node,
            words("An event of the kind %(trigger)s is not supported here."),
            words("Start and end events are plain; waiting events are timers or messages; an end event may terminate."),
            trigger=node.trigger,
        )
    elif node.trigger == "timer":
        written = bool(node.hours) + bool(node.duration)
        if written != 1 or (node.duration and not _DURATION.fullmatch(node.duration)) or (node.hours and not _hours(node)):
            yield _at(
                node,
                words("The timer does not say how long it waits."),
                words('Write motcua:hours="8" for working hours, or a duration such as P10D or PT4H; not both.'),
            )


def _task(node: Node) -> Iterator[Problem]:
    if node.step not in STEPS:
        yield _at(
            node, words("It is not said what kind of step this is."), words("Set motcua:step to one of: %(steps)s."), steps=", ".join(STEPS)
        )
    if node.kind in HUMAN or node.role or node.unit:
        for name, value in (("role", node.role), ("unit", node.unit)):
            if not value:
                yield _at(node, words("It is not said who does this: motcua:%(name)s is missing."), words("Set it on the task."), name=name)
    if not node.name:
        yield _at(node, words("The task has no name."), words("Name it in a few words that an official understands."))
    if node.hours and not _hours(node):
        yield _at(node, words("motcua:hours is not a number of working hours."), words('Write a whole number, as motcua:hours="8".'))
    if any(not _KEY.fullmatch(outcome) for outcome in node.outcomes):
        yield _at(
            node,
            words("An outcome is not a plain key."),
            words("Write outcomes in small letters without marks, joined by commas, as propose,not_eligible."),
        )


def _arrows(definition: Definition, node: Node) -> Iterator[Problem]:
    going, coming = len(definition.outgoing.get(node.id, ())), len(definition.incoming.get(node.id, ()))
    if node.kind not in GATEWAYS | {"endEvent"} and going != 1:
        yield _at(
            node,
            words("Exactly one arrow must lead on from here; there are %(count)s."),
            words("Let branches begin at a gateway, and close every path with an end event."),
            count=going,
        )
    if node.kind in GATEWAYS and going == 0:
        yield _at(node, words("No arrow leads on from this gateway."), words("Draw where the process goes on."))
    if node.kind not in {"startEvent", "boundaryEvent"} and coming == 0:
        yield _at(node, words("No arrow leads here."), words("Draw an arrow to it, or remove it."))
    if node.kind == "boundaryEvent":
        owner = definition.nodes.get(node.attached_to)
        if owner is None or owner.kind not in HUMAN | {"receiveTask", "subProcess"} or owner.scope != node.scope:
            yield _at(node, words("The event is not attached to a task or sub-process."), words("Place it on the border of the task."))


def _reach(definition: Definition) -> Iterator[Problem]:
    """Every node must be reached from the start of its scope, and must reach an end of it."""
    for scope in definition.scopes:
        inside = {node.id: node for node in definition.inside(scope)}
        starts = [name for name, node in inside.items() if node.kind == "startEvent"]
        ends = [name for name, node in inside.items() if node.kind == "endEvent"]
        if len(starts) != 1 or not ends:
            continue
        forward = {name: [flow.target for flow in definition.outgoing.get(name, ())] for name in inside}
        for name in inside:
            forward[name] += [event.id for event in definition.boundary.get(name, ())]
        backward: dict[str, list[str]] = {name: [] for name in inside}
        for name, targets in forward.items():
            for target in targets:
                backward.get(target, []).append(name)
        reached, leaving = _closure(starts, forward), _closure(ends, backward)
        for name, node in inside.items():
            if name not in reached and definition.incoming.get(name):
                yield _at(node, words("This can never be reached from the start."), words("Draw an arrow to it, or remove it."))
            elif name in reached and name not in leaving and definition.outgoing.get(name):
                yield _at(node, words("From here no end can be reached."), words("Draw a way out to an end event."))


def _closure(first: list[str], following: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    left = list(first)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left.extend(following.get(name, []))
    return found


def _hours(node: Node) -> bool:
    return node.hours_allowed is not None and 0 < node.hours_allowed <= _MOST_HOURS


def _at(node: Node, message: str, way_out: str, **params: object) -> Problem:
    return Problem(node.line, node.id, message, way_out, params)
