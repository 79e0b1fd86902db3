"""What a BPMN file says, read into plain values: nodes, flows, and the lines they stand on.

Reading is lenient: whatever is odd is kept as written, and `rules.lint` says what is wrong with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from motcua.kernel.errors import words

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
MOTCUA = "https://motcua.example/bpmn"
MAX_BYTES = 512 * 1024
TASKS = frozenset({"userTask", "manualTask", "receiveTask"})
HUMAN = frozenset({"userTask", "manualTask"})
EVENTS = frozenset({"startEvent", "endEvent", "intermediateCatchEvent", "boundaryEvent"})
GATEWAYS = frozenset({"exclusiveGateway", "inclusiveGateway", "parallelGateway"})
NODES = TASKS | EVENTS | GATEWAYS | {"subProcess"}
STEPS = ("examine", "opinion", "approve", "register", "hand_over", "wait")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a process file: where, what, and what to do about it. Messages are English source strings."""

    line: int
    element: str
    message: str
    way_out: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        place = f"line {self.line}" + (f", {self.element}" if self.element else "")
        return f"{place}: {self.message % self.params if self.params else self.message}"


class UnreadableError(Exception):
    """The text is not a process file at all; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Node:
    """One step, event, gateway or sub-process. `trigger` is timer, message, terminate, none, or the tag of one we do not know."""

    id: str
    kind: str
    line: int
    scope: str
    name: str = ""
    name_en: str = ""
    trigger: str = "none"
    attached_to: str = ""
    interrupting: bool = True
    default: str = ""
    step: str = ""
    role: str = ""
    unit: str = ""
    hours: str = ""
    outcomes: tuple[str, ...] = ()
    message: str = ""
    duration: str = ""

    @property
    def hours_allowed(self) -> int | None:
        """The budget in working hours, when one is given."""
        return int(self.hours) if self.hours.isascii() and self.hours.isdigit() else None

    @property
    def label(self) -> Mapping[str, str]:
        """The name in both languages; each stands in for a missing other."""
        return {"vi": self.name or self.name_en or self.id, "en": self.name_en or self.name or self.id}


@dataclass(frozen=True, slots=True)
class Flow:
    """One arrow, with its condition text if it has one."""

    id: str
    source: str
    target: str
    line: int
    scope: str
    condition: str = ""
    name: str = ""
    name_en: str = ""


@dataclass(frozen=True)
class Definition:
    """A whole process. `nodes` and `flows` are in the order of the file; sub-processes are scopes of their own."""

    id: str
    name: str
    line: int
    nodes: Mapping[str, Node]
    flows: tuple[Flow, ...]

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Flow, ...]]:
        return self._by("source")

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Flow, ...]]:
        return self._by("target")

    @cached_property
    def boundary(self) -> Mapping[str, tuple[Node, ...]]:
        """Boundary events by the node they are attached to."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            if node.attached_to:
                found.setdefault(node.attached_to, []).append(node)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def scopes(self) -> tuple[str, ...]:
        """The process itself and every sub-process."""
        return (self.id, *(node.id for node in self.nodes.values() if node.kind == "subProcess"))

    def inside(self, scope: str) -> list[Node]:
        """The nodes that lie directly in a scope."""
        return [node for node in self.nodes.values() if node.scope == scope]

    def _by(self, end: str) -> Mapping[str, tuple[Flow, ...]]:
        found: dict[str, list[Flow]] = {}
        for flow in self.flows:
            found.setdefault(getattr(flow, end), []).append(flow)
        return {key: tuple(value) for key, value in found.items()}


def tag_of(element: etree._Element) -> str:
    """The local name of a BPMN element; other name spaces keep theirs, comments give an empty text."""
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element)
    return name.localname if name.namespace == BPMN else str(element.tag)


def tree_of(bpmn_xml: str) -> etree._Element:
    """Parse without entities, document types, network or huge trees; raises `UnreadableError`."""
    data = bpmn_xml.encode()
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            Problem(
                1,
                "",
                words("The file has %(size)s kB; %(limit)s kB are allowed."),
                words("Split the process, or remove pictures and comments from the file."),
                {"size": len(data) // 1024, "limit": MAX_BYTES // 1024},
            )
        )
    if "<!DOCTYPE" in bpmn_xml.upper() or "<!ENTITY" in bpmn_xml.upper():
        raise UnreadableError(_hostile())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise UnreadableError(
            Problem(line, "", words("The file is not well-formed XML."), words("Save it again from the modelling tool."))
        ) from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr] # the stubs take docinfo for a union
        raise UnreadableError(_hostile())
    if tag_of(root) != "definitions":
        raise UnreadableError(
            Problem(1, "", words("This is not a BPMN 2.0 file."), words("Export the process as BPMN 2.0 from the modelling tool."))
        )
    return root


def _hostile() -> Problem:
    return Problem(
        1,
        "",
        words("The file declares a document type or entities, which are never read."),
        words("Remove the lines that begin with <!DOCTYPE or <!ENTITY."),
    )


def read(root: etree._Element) -> Definition:
    """Read the first process of the file. Call `rules.lint.problems_in` before trusting what it holds."""
    process = next((child for child in root if tag_of(child) == "process"), None)
    if process is None:
        raise UnreadableError(
            Problem(1, "", words("The file holds no process."), words("Draw the steps inside one process, then export again."))
        )
    messages = {str(child.get("id")): child.get("name", "") for child in root if tag_of(child) == "message"}
    nodes: dict[str, Node] = {}
    flows: list[Flow] = []
    for scope, element in walk(process):
        tag = tag_of(element)
        if tag in NODES:
            node = _node(element, tag, scope, messages)
            nodes[node.id] = node
        elif tag == "sequenceFlow":
            flows.append(_flow(element, scope))
    return Definition(process.get("id", ""), process.get("name", ""), line_of(process), nodes, tuple(flows))


def walk(process: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Every direct element of the process and of its sub-processes, each with the id of the scope it lies in."""
    for child in process:
        if not tag_of(child):
            continue
        yield process.get("id", ""), child
        if tag_of(child) == "subProcess":
            yield from walk(child)


def _node(element: etree._Element, tag: str, scope: str, messages: Mapping[str, str]) -> Node:
    definition = next((child for child in element if tag_of(child).endswith("EventDefinition")), None)
    reference = element.get("messageRef") or (definition.get("messageRef", "") if definition is not None else "")
    duration = next((child.text or "" for child in definition if tag_of(child) == "timeDuration"), "") if definition is not None else ""
    return Node(
        id=element.get("id", ""),
        kind=tag,
        line=line_of(element),
        scope=scope,
        name=" ".join(element.get("name", "").split()),
        name_en=" ".join(_own(element, "name-en").split()),
        trigger=_trigger(tag, definition),
        attached_to=element.get("attachedToRef", ""),
        interrupting=element.get("cancelActivity", "true").lower() != "false",
        default=element.get("default", ""),
        step=_own(element, "step") or ("wait" if tag == "receiveTask" else ""),
        role=_own(element, "role"),
        unit=_own(element, "unit"),
        hours=_own(element, "hours") or (_own(definition, "hours") if definition is not None else ""),
        outcomes=tuple(part.strip() for part in _own(element, "outcomes").split(",") if part.strip()),
        message=messages.get(reference or "", ""),
        duration=duration.strip(),
    )


def _flow(element: etree._Element, scope: str) -> Flow:
    condition = next((child.text or "" for child in element if tag_of(child) == "conditionExpression"), "")
    return Flow(
        id=element.get("id", ""),
        source=element.get("sourceRef", ""),
        target=element.get("targetRef", ""),
        line=line_of(element),
        scope=scope,
        condition=condition.strip(),
        name=" ".join(element.get("name", "").split()),
        name_en=_own(element, "name-en"),
    )


def _trigger(tag: str, definition: etree._Element | None) -> str:
    if tag == "receiveTask":
        return "message"
    return "none" if definition is None else tag_of(definition).removesuffix("EventDefinition")


def _own(element: etree._Element, name: str) -> str:
    return (element.get(f"{{{MOTCUA}}}{name}") or "").strip()


def line_of(element: etree._Element) -> int:
    """The line on which an element begins; 0 when the parser does not know."""
    line: object = element.sourceline  # the stubs declare it as an ellipsis
    return line if isinstance(line, int) else 0
