"""The steps of a process as an ordered list: for tables, and for those who listen instead of looking."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.blocks.workflow.rules.definition import HUMAN, TASKS, Definition
from motcua.blocks.workflow.rules.layout import arrange


@dataclass(frozen=True, slots=True)
class Line:
    """One step. `kind` is the kind of step (examine, approve…), or timer or message for a wait; `hours` are working hours."""

    node: str
    name: Mapping[str, str]
    kind: str
    role: str
    unit: str
    hours: int | None
    outcomes: tuple[str, ...]


def outline_of(definition: Definition) -> list[Line]:
    """Tasks and waits, in the order of the drawing from left to right."""
    boxes = arrange(definition).boxes
    shown = [
        node for node in definition.nodes.values() if node.id in boxes and (node.kind in TASKS or node.trigger in {"timer", "message"})
    ]
    shown.sort(key=lambda node: (boxes[node.id].x, boxes[node.id].y))
    return [
        Line(
            node.id, node.label, node.step if node.kind in HUMAN else node.trigger, node.role, node.unit, node.hours_allowed, node.outcomes
        )
        for node in shown
    ]
