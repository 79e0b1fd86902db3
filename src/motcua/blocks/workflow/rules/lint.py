"""What must not be deployed: whatever the engine cannot execute, would silently ignore, or would get stuck on."""

from collections.abc import Collection, Iterator

from lxml import etree

from motcua.blocks.workflow.rules.conditions import condition_problems
from motcua.blocks.workflow.rules.definition import NODES, Definition, Problem, UnreadableError, line_of, read, tag_of, tree_of, walk
from motcua.blocks.workflow.rules.nodes import node_problems
from motcua.blocks.workflow.rules.tokens import needs_playing, troubles
from motcua.kernel.errors import words

MOST_NODES = 120
_TOP = frozenset({"process", "message", "collaboration", "documentation", "extensionElements"})
_DIAGRAM = "{http://www.omg.org/spec/BPMN/20100524/DI}BPMNDiagram"
_HARMLESS = frozenset({"documentation", "extensionElements", "laneSet", "textAnnotation", "association", "group", "sequenceFlow"})
_INNER = frozenset(
    {
        "documentation",
        "extensionElements",
        "incoming",
        "outgoing",
        "timerEventDefinition",
        "messageEventDefinition",
        "terminateEventDefinition",
    }
)
_WAYS_OUT = {
    "scriptTask": words("Processes run no code. Put the decision in a gateway condition, or the work in a user task."),
    "serviceTask": words("Use a user task for people, or a receive task to wait for another system."),
    "sendTask": words("Notices are sent by the application when a step is done; remove this task."),
    "task": words("Say who does it: make it a user task."),
    "businessRuleTask": words("Put the decision in the conditions of an exclusive gateway."),
    "complexGateway": words("Use exclusive, inclusive and parallel gateways."),
    "eventBasedGateway": words("Attach a timer or a message to the task that waits."),
    "callActivity": words("Put the steps into a sub-process of this file."),
    "dataObject": words("Case data never lies in a process. Use the facts that the application hands to conditions."),
    "compensateEventDefinition": words("Draw the steps that undo the work as ordinary tasks."),
    "linkEventDefinition": words("Draw an arrow to the place where the process goes on."),
    "multiInstanceLoopCharacteristics": words("Draw parallel branches, one for each unit that is asked."),
    "standardLoopCharacteristics": words("Draw an arrow back from a gateway."),
}
_OTHERWISE = words("Remove it, or draw it with tasks, gateways, timers and messages.")


def problems_in(bpmn_xml: str, known_names: Collection[str] | None = None) -> tuple[Definition | None, list[Problem]]:
    """Everything wrong with a file, in the order of its lines; the definition when it can be read at all.

    `known_names` are the facts that conditions may ask for; None lets every name pass. `outcome` is always known.
    """
    try:
        root = tree_of(bpmn_xml)
        definition = read(root)
    except UnreadableError as error:
        return None, [error.problem]
    found = [
        *_size(definition),
        *_elements(root),
        *_identities(root, definition),
        *node_problems(definition),
        *condition_problems(definition, known_names),
    ]
    if not found:
        found += _games(definition)
    return definition, sorted(found, key=lambda problem: (problem.line, problem.element))


def _elements(root: etree._Element) -> Iterator[Problem]:
    processes = [child for child in root if tag_of(child) == "process"]
    for child in root:
        if tag_of(child) and tag_of(child) not in _TOP and child.tag != _DIAGRAM:
            yield _unsupported(child, tag_of(child))
    for extra in processes[1:]:
        yield Problem(
            line_of(extra),
            extra.get("id", ""),
            words("The file holds more than one process."),
            words("Keep one process in a file; deploy the others from files of their own."),
        )
    for _, element in walk(processes[0]):
        tag = tag_of(element)
        if tag not in NODES and tag not in _HARMLESS:
            yield _unsupported(element, tag)
        elif tag in NODES - {"subProcess"}:
            yield from (_unsupported(inner, tag_of(inner), element) for inner in element if tag_of(inner) and tag_of(inner) not in _INNER)
        elif tag == "subProcess":
            yield from _sub_process(element)


def _sub_process(element: etree._Element) -> Iterator[Problem]:
    if element.get("triggeredByEvent") == "true":
        yield Problem(
            line_of(element),
            element.get("id", ""),
            words("Event sub-processes are not supported."),
            words("Attach the event to the border of an ordinary sub-process."),
        )
    yield from (_unsupported(inner, tag_of(inner), element) for inner in element if tag_of(inner).endswith("LoopCharacteristics"))


def _unsupported(element: etree._Element, tag: str, owner: etree._Element | None = None) -> Problem:
    place = owner if owner is not None else element
    return Problem(
        line_of(element),
        place.get("id", ""),
        words("The element %(tag)s is not supported."),
        _WAYS_OUT.get(tag, _OTHERWISE),
        {"tag": etree.QName(element).localname},
    )


def _identities(root: etree._Element, definition: Definition) -> Iterator[Problem]:
    seen: set[str] = set()
    process = next(child for child in root if tag_of(child) == "process")
    for element in [process, *(element for _, element in walk(process) if tag_of(element) in NODES | {"sequenceFlow"})]:
        name = element.get("id", "")
        if not name or name in seen:
            yield Problem(
                line_of(element),
                name,
                words("The element has no id.") if not name else words("The id %(id)s is used twice."),
                words("Give every element an id of its own."),
                {"id": name},
            )
        seen.add(name)
    if process.get("isExecutable", "true") != "true":
        yield Problem(definition.line, definition.id, words("The process is not marked as executable."), words('Set isExecutable="true".'))


def _size(definition: Definition) -> Iterator[Problem]:
    if len(definition.nodes) > MOST_NODES:
        yield Problem(
            definition.line,
            definition.id,
            words("The process has %(count)s elements; %(limit)s are allowed."),
            words("Nobody can follow so long a process: split it."),
            {"count": len(definition.nodes), "limit": MOST_NODES},
        )


def _games(definition: Definition) -> Iterator[Problem]:
    if not needs_playing(definition):
        return
    stuck, crowded = troubles(definition)
    for name in sorted(stuck):
        yield Problem(
            definition.nodes[name].line,
            name,
            words("The process can get stuck here: some branches may never arrive."),
            words("Join with the same kind of gateway that split the branches; join either-or branches with an exclusive gateway."),
        )
    for name in sorted(crowded - stuck):
        yield Problem(
            definition.nodes[name].line,
            name,
            words("This gateway can be reached twice by the same arrow."),
            words("Join parallel branches with a parallel gateway before an arrow leads back or on."),
        )
