"""The picture of a process as SVG text: classes only, no style or script, a title and a description for those who listen."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from motcua.blocks.workflow.rules.definition import GATEWAYS, TASKS, Definition, Node
from motcua.blocks.workflow.rules.layout import HEADER, MARGIN, Lane, Layout, arrange
from motcua.blocks.workflow.rules.routes import Box, Points
from motcua.kernel.errors import words

Mark = Literal["done", "here", "next", "late"]
Language = Literal["vi", "en"]
Say = Callable[[str], str]
Who = Callable[[str, str], str]
MARKS: Mapping[str, str] = {"done": words("done"), "here": words("now here"), "next": words("next"), "late": words("late")}
_SIGNS = {"done": "✓", "here": "●", "next": "→", "late": "!"}
_LINE, _LETTERS, _LANE_LETTERS = 15, 20, 16
_SHAPES = {"exclusiveGateway": "M-7-7L7 7M-7 7L7-7", "parallelGateway": "M0-10V10M-10 0H10"}
_CLOCK = '<path class="process-sign" d="M0-6V0L4 3"/>'
_LETTER = '<path class="process-sign" d="M-7-5H7V5H-7zM-7-5L0 1L7-5"/>'


def svg(definition: Definition, marks: Mapping[str, Mark], language: Language, *, say: Say, who: Who | None) -> str:
    """The drawing with its marks. `say` translates our own few words, `who` names the post of a role and unit text."""
    layout = arrange(definition, HEADER if who else MARGIN)
    key = quoteattr(definition.id)[1:-1]
    parts = [
        f'<svg class="process" xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{key}-title {key}-desc" '
        f'viewBox="0 0 {layout.width:g} {layout.height:g}" preserveAspectRatio="xMinYMin meet">',
        f'<title id="{key}-title">{escape(definition.name or definition.id)}</title>',
        f'<desc id="{key}-desc">{escape(_told(definition, layout, marks, language, say))}</desc>',
        f'<defs><marker id="{key}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path class="process-tip" d="M0 0L8 4L0 8z"/></marker></defs>',
        *(part for number, lane in enumerate(layout.lanes) for part in _lane(lane, number, layout, who)),
        *(f'<path class="process-flow" d="{_line(points)}" marker-end="url(#{key}-tip)"/>' for points in layout.paths.values()),
        *(
            _node(definition.nodes[name], box, marks.get(name), language, say, _is_free_above(box, layout))
            for name, box in layout.boxes.items()
        ),
        *_flow_names(definition, layout, language),
        "</svg>",
    ]
    return "\n".join(parts)


def wrapped(text: str, letters: int, most: int) -> list[str]:
    """Break a label between words into at most `most` lines; what does not fit ends with an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: letters - 1] + "…"]
    return lines


def _told(definition: Definition, layout: Layout, marks: Mapping[str, Mark], language: Language, say: Say) -> str:
    steps = sorted((box.x, box.y, name) for name, box in layout.boxes.items() if definition.nodes[name].kind in TASKS)
    told = []
    for _, _, name in steps:
        mark = marks.get(name)
        told.append(definition.nodes[name].label[language] + (f" ({say(MARKS[mark])})" if mark else ""))
    return "; ".join(told)


def _lane(lane: Lane, number: int, layout: Layout, who: Who | None) -> Iterator[str]:
    stripe = "process-lane process-lane-odd" if number % 2 else "process-lane"
    yield f'<rect class="{stripe}" x="0" y="{lane.top:g}" width="{layout.width:g}" height="{lane.height:g}"/>'
    if who and lane.role:
        lines = wrapped(who(lane.role, lane.unit), _LANE_LETTERS, 5)
        yield _text("process-lane-name", MARGIN, lane.top + lane.height / 2, lines)


def _node(node: Node, box: Box, mark: Mark | None, language: Language, say: Say, above: bool) -> str:
    name = node.label[language] if node.name or node.name_en else ""
    told = f"{name} ({say(MARKS[mark])})" if mark else name
    classes = f"process-node process-{node.kind}" + (f" process-{mark}" if mark else "")
    shape = (
        _task(node, box, name)
        if node.kind in TASKS
        else _gateway(node, box, name, above)
        if node.kind in GATEWAYS
        else _event(node, box, name)
    )
    inner = (f"<title>{escape(told)}</title>" if name else "") + shape + (_sign(node, box, mark) if mark else "")
    return f'<g class="{classes}" transform="translate({box.x:g} {box.y:g})">{inner}</g>'


def _task(node: Node, box: Box, name: str) -> str:
    left, top = -box.width / 2, -box.height / 2
    shape = f'<rect class="process-shape" x="{left:g}" y="{top:g}" width="{box.width:g}" height="{box.height:g}" rx="8"/>'
    badge = f'<g transform="translate({left + 14:g} {top:g})"><circle class="process-badge" r="10"/>{_LETTER}</g>'
    return shape + _text("process-name", 0, 0, wrapped(name, _LETTERS, 4)) + (badge if node.kind == "receiveTask" else "")


def _gateway(node: Node, box: Box, name: str, above: bool) -> str:
    half = box.width / 2
    sign = _SHAPES.get(node.kind)
    lines = wrapped(name, _LETTERS, 2)
    note = _text("process-note", 0, -half - 8 - _LINE * (len(lines) - 1) if above else half + 16, lines, middle=False)
    inside = f'<path class="process-sign" d="{sign}"/>' if sign else '<circle class="process-sign" r="9"/>'
    return f'<path class="process-shape" d="M0-{half:g}L{half:g} 0L0 {half:g}L-{half:g} 0z"/>{inside}{note}'


def _event(node: Node, box: Box, name: str) -> str:
    inside = {"timer": _CLOCK, "message": _LETTER}.get(node.trigger, "")
    lines = wrapped(name, _LETTERS, 2)
    if node.attached_to:
        note = _text("process-note process-beside", 20, 12, lines, middle=False)
    else:
        note = _text("process-note", 0, box.height / 2 + 14, lines, middle=False)
    return f'<circle class="process-shape" r="{box.width / 2:g}"/>{inside}{note}'


def _sign(node: Node, box: Box, mark: Mark) -> str:
    x, y = (box.width / 2 - 6, -box.height / 2 + 2) if node.kind in TASKS else (box.width / 2, -box.height / 2)
    text = f'<text text-anchor="middle" y="5">{_SIGNS[mark]}</text>'
    return f'<g class="process-mark" transform="translate({x:g} {y:g})"><circle r="11"/>{text}</g>'


def _is_free_above(box: Box, layout: Layout) -> bool:
    """Whether no arrow leaves upwards from the middle of a node, so that its name may stand there."""
    return not any(path[0] == (box.x, box.y - box.height / 2) for path in layout.paths.values())


def _flow_names(definition: Definition, layout: Layout, language: Language) -> Iterator[str]:
    """The names of arrows, each beside the beginning of its arrow; an unfolded arrow is named once."""
    named = set()
    flows = {flow.id: flow for flow in definition.flows}
    for key, points in layout.paths.items():
        flow = flows[key.split(".")[0]] if key.split(".")[0] in flows else flows[key.rsplit(".", 2)[0]]
        text = (flow.name_en or flow.name) if language == "en" else (flow.name or flow.name_en)
        if text and flow.id not in named:
            named.add(flow.id)
            yield _text("process-note process-beside", *_beside(points), [text], middle=False)


def _beside(points: Points) -> tuple[float, float]:
    """Where the name of an arrow stands: above its first level stretch, or beside the beginning of one that leads away downwards."""
    (x, y), (next_x, next_y) = points[0], points[1]
    if next_x != x:
        return x + 4, y - 6
    if len(points) == 3:
        return x + 6, next_y - 6
    return x + 6, y + 14


def _text(name: str, x: float, y: float, lines: list[str], *, middle: bool = True) -> str:
    if not lines:
        return ""
    first = y - (len(lines) - 1) * _LINE / 2 + 4 if middle else y
    spans = "".join(f'<tspan x="{x:g}" y="{first + number * _LINE:g}">{escape(line)}</tspan>' for number, line in enumerate(lines))
    return f'<text class="{name}">{spans}</text>'


def _line(points: Points) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
