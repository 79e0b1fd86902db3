"""Where each node of a drawing stands: layers from left to right, lanes for who acts. Own layout; the file needs no coordinates."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.blocks.workflow.rules.definition import TASKS, Definition, Flow, Node
from motcua.blocks.workflow.rules.routes import COLUMN, ROW, Box, Points, routes

MARGIN, HEADER = 16, 132
TASK_SIZE, GATEWAY_SIZE, EVENT_SIZE = (150, 72), (44, 44), (34, 34)


@dataclass(frozen=True, slots=True)
class Lane:
    """A band across the drawing for one post: role and unit as the file says them; empty for nobody in particular."""

    role: str
    unit: str
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole drawing, ready to be painted. `paths` are the corners of each arrow."""

    width: float
    height: float
    boxes: Mapping[str, Box]
    lanes: tuple[Lane, ...]
    paths: Mapping[str, Points]


def arrange(definition: Definition, header: float = HEADER) -> Layout:
    """Place every node, with room for the names of lanes at the left.

    Sub-processes are unfolded: their inner steps stand in the flow of the whole.
    """
    flows = _unfolded(definition)
    nodes = [node for node in definition.nodes.values() if node.kind != "subProcess" and not _is_inner_event(definition, node)]
    columns = _columns(definition, nodes, flows)
    owners = _owners(nodes, flows)
    lanes, rows = _rows(definition, nodes, columns, owners)
    boxes = {node.id: _box(node, header + columns[node.id] * COLUMN, rows[node.id]) for node in nodes if not node.attached_to}
    for node in nodes:
        if node.attached_to and node.attached_to in boxes:
            owner = boxes[node.attached_to]
            place = [event.id for event in definition.boundary[node.attached_to]].index(node.id)
            boxes[node.id] = Box(owner.x + owner.width / 2 - 22 - 40 * place, owner.y + owner.height / 2, 30, 30)
    bottom = max((lane.top + lane.height for lane in lanes), default=ROW)
    paths = routes(flows, boxes, bottom)
    low = max([bottom, *(y + MARGIN for path in paths.values() for _, y in path)])
    return Layout(header + (max(columns.values(), default=0) + 1) * COLUMN + MARGIN, low + MARGIN, boxes, lanes, paths)


def _is_inner_event(definition: Definition, node: Node) -> bool:
    return node.scope != definition.id and node.kind in {"startEvent", "endEvent"}


def _unfolded(definition: Definition) -> list[Flow]:
    """The arrows with sub-processes opened: into one leads to its first step, out of one comes from its last steps."""

    def first(name: str) -> list[str]:
        node = definition.nodes[name]
        if node.kind == "subProcess":
            starts = [inner.id for inner in definition.inside(name) if inner.kind == "startEvent"]
            return [target for start in starts for flow in definition.outgoing.get(start, ()) for target in first(flow.target)]
        if _is_inner_event(definition, node):
            return [target for flow in definition.outgoing.get(node.scope, ()) for target in first(flow.target)]
        return [name]

    found: list[Flow] = []
    for flow in definition.flows:
        source = definition.nodes[flow.source]
        if source.kind == "subProcess" or _is_inner_event(definition, source):
            continue
        sources = [source.id]
        if source.attached_to and definition.nodes[source.attached_to].kind == "subProcess":
            sources = first(source.attached_to)
        found += [
            Flow(f"{flow.id}.{start}.{end}", start, end, flow.line, flow.scope, flow.condition, flow.name, flow.name_en)
            for start in sources
            for end in first(flow.target)
        ]
    return found


def _columns(definition: Definition, nodes: list[Node], flows: list[Flow]) -> dict[str, int]:
    """The layer of each node: one past the farthest node before it, arrows that lead back left out."""
    following: dict[str, list[str]] = {node.id: [] for node in nodes}
    for flow in flows:
        following[flow.source].append(flow.target)
    for node in nodes:
        if node.attached_to in following:
            following[node.attached_to].append(node.id)
    back = _leading_back(following)
    order = _topological(following, back)
    columns = dict.fromkeys(order, 0)
    for name in order:
        for target in following[name]:
            if (name, target) not in back:
                attached = definition.nodes[target].attached_to == name
                columns[target] = max(columns[target], columns[name] + (0 if attached else 1))
    return columns


def _leading_back(following: Mapping[str, list[str]]) -> set[tuple[str, str]]:
    back: set[tuple[str, str]] = set()
    state: dict[str, int] = {}
    for root in following:
        stack = [(root, iter(following[root]))] if root not in state else []
        if stack:
            state[root] = 1
        while stack:
            name, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                state[name] = 2
                stack.pop()
            elif state.get(target) == 1:
                back.add((name, target))
            elif target not in state:
                state[target] = 1
                stack.append((target, iter(following[target])))
    return back


def _topological(following: Mapping[str, list[str]], back: set[tuple[str, str]]) -> list[str]:
    waiting = dict.fromkeys(following, 0)
    for name, targets in following.items():
        for target in targets:
            waiting[target] += (name, target) not in back
    ready = [name for name, number in waiting.items() if not number]
    order = []
    while ready:
        name = ready.pop(0)
        order.append(name)
        for target in following[name]:
            if (name, target) not in back:
                waiting[target] -= 1
                if not waiting[target]:
                    ready.append(target)
    return order


def _owners(nodes: list[Node], flows: list[Flow]) -> dict[str, tuple[str, str]]:
    """Who each node belongs to: its own post, or for gateways and events that of the node before (else after)."""
    owners = {node.id: (node.role, node.unit) for node in nodes if node.role}
    for node in nodes:
        if node.attached_to in owners:
            owners[node.id] = owners[node.attached_to]
    for _ in nodes:
        for flow in flows:
            if flow.source in owners and flow.target not in owners:
                owners[flow.target] = owners[flow.source]
    for flow in reversed(flows):
        if flow.target in owners and flow.source not in owners:
            owners[flow.source] = owners[flow.target]
    return owners


def _rows(
    definition: Definition, nodes: list[Node], columns: Mapping[str, int], owners: Mapping[str, tuple[str, str]]
) -> tuple[tuple[Lane, ...], dict[str, float]]:
    """Lanes in the order in which posts first act; within a lane as many rows as nodes stand in one column."""
    by_lane: dict[tuple[str, str], list[Node]] = {}
    for node in sorted(nodes, key=lambda node: (columns[node.id], node.line)):
        by_lane.setdefault(owners.get(node.id, ("", "")), []).append(node)
    lanes, rows, top = [], {}, float(MARGIN)
    for (role, unit), members in by_lane.items():
        filled: dict[int, int] = {}
        for node in members:
            if not node.attached_to:
                place = filled.get(columns[node.id], 0)
                filled[columns[node.id]] = place + 1
                rows[node.id] = top + ROW * (place + 0.5) + 8
            else:
                rows[node.id] = top
        height = ROW * max(filled.values(), default=1) + 16.0
        lanes.append(Lane(role, unit, top, height))
        top += height
    return tuple(lanes), rows


def _box(node: Node, left: float, y: float) -> Box:
    width, height = TASK_SIZE if node.kind in TASKS else GATEWAY_SIZE if node.kind.endswith("Gateway") else EVENT_SIZE
    return Box(left + COLUMN / 2, y, width, height)
