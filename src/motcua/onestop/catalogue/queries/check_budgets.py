"""Read the time budgets of a process file, and hold them against what the procedure promises."""

from collections.abc import Iterator

from lxml import etree

from motcua.onestop.catalogue.rules.budgets import Arrow, StepNode, Steps, over_budget
from motcua.onestop.catalogue.rules.content import ProcedureContent

MOTCUA = "{https://motcua.example/bpmn}"
_STEPS = frozenset({"userTask", "manualTask", "receiveTask"})


def budget_problems(content: ProcedureContent, process: str) -> Iterator[tuple[int, str]]:
    """Line of the process file and sentence for every case whose steps together take longer than is promised."""
    root = etree.fromstring(process.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    lines = {str(element.get("id")): int(str(element.sourceline or 1)) for element in root.iter("{*}*") if element.get("id")}
    for case, way, limit in over_budget(content, steps_of(root)):
        told = " + ".join(way.steps)
        yield lines.get(way.steps[-1], 1), f"case {case}: the steps {told} take {way.hours} working hours, but only {limit} are promised"


def steps_of(root: etree._Element) -> Steps:
    """The process of a file, as far as budgets go; the file has passed the linter."""
    process = next(element for element in root if _tag(element) == "process")
    nodes: dict[str, StepNode] = {}
    arrows: dict[str, list[Arrow]] = {}
    borders: list[tuple[str, str]] = []
    for element in process.iter("{*}*"):
        tag, name = _tag(element), str(element.get("id", ""))
        if tag == "sequenceFlow":
            condition = next((child.text or "" for child in element if _tag(child) == "conditionExpression"), "")
            arrows.setdefault(str(element.get("sourceRef")), []).append(Arrow(name, str(element.get("targetRef")), condition.strip()))
        elif tag == "boundaryEvent":
            borders.append((str(element.get("attachedToRef")), name))
            nodes[name] = StepNode()
        elif tag in _STEPS or tag.endswith(("Gateway", "Event")) or tag == "subProcess":
            nodes[name] = _node(element, tag)
    for owner, border in borders:
        arrows.setdefault(owner, []).append(Arrow(f"{owner}/{border}", border))
    return Steps(_start(process), nodes, arrows)


def _node(element: etree._Element, tag: str) -> StepNode:
    timer = next((child for child in element if _tag(child) == "timerEventDefinition"), None)
    hours = element.get(f"{MOTCUA}hours") or (timer.get(f"{MOTCUA}hours") if timer is not None else None) or "0"
    outcomes = tuple(part.strip() for part in element.get(f"{MOTCUA}outcomes", "").split(",") if part.strip())
    return StepNode(
        hours=int(hours),
        outcomes=outcomes,
        is_step=tag in _STEPS,
        either_or=tag == "exclusiveGateway",
        default=element.get("default", ""),
        inside=_start(element) if tag == "subProcess" else "",
    )


def _start(scope: etree._Element) -> str:
    return next(str(child.get("id")) for child in scope if _tag(child) == "startEvent")


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
