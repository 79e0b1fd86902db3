"""Draw a state chart as SVG: statuses at fixed places, arrows with the numbers of their turns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 1240, 690
HALF_W, HALF_H = 88, 30
PLACES: Mapping[str, tuple[int, int]] = {
    "submitted": (120, 420),
    "not_accepted": (120, 620),
    "supplement_requested": (380, 200),
    "payment_requested": (820, 200),
    "received": (400, 420),
    "in_process": (800, 420),
    "withdrawn": (600, 50),
    "stopped": (1120, 200),
    "resolved": (1120, 420),
    "returned": (1120, 620),
}
BENDS: Mapping[tuple[str, str], tuple[int, int]] = {
    ("submitted", "withdrawn"): (190, 40),
    ("supplement_requested", "stopped"): (750, 70),
}
TONES: Mapping[str, str] = {
    "submitted": "start",
    "received": "run",
    "in_process": "run",
    "supplement_requested": "wait",
    "payment_requested": "wait",
    "resolved": "good",
    "returned": "good",
}
STYLE = """text{font-family:sans-serif;fill:#14202b}.name{font-size:15px;font-weight:600}.code{font-size:12px;fill:#465563}
.box{stroke-width:2;fill:#fff;stroke:#465563}.start{fill:#eef4fb;stroke:#1c4f82}.run{fill:#e3effb;stroke:#1c4f82}
.wait{fill:#fdf3d8;stroke:#8a6100}.good{fill:#e4f4e8;stroke:#1f6b35}.end{fill:#f4e6e6;stroke:#8c2f2f}
.arrow{fill:none;stroke:#465563;stroke-width:1.6}.pill{fill:#fff;stroke:#465563}.number{font-size:12px;font-weight:600}
.loop{font-size:12px;fill:#1c4f82;font-weight:600}"""
Point = tuple[float, float]


@dataclass(frozen=True)
class Arrow:
    """From one status to another, with the numbers of all turns that lead there."""

    before: str
    after: str
    numbers: tuple[int, ...]


def picture(arrows: Iterable[tuple[str, str, int]], codes: Mapping[str, int]) -> str:
    """The whole drawing; every status must have its place."""
    joined: dict[tuple[str, str], list[int]] = {}
    for before, after, number in arrows:
        joined.setdefault((str(before), str(after)), []).append(number)
    drawn = [Arrow(before, after, tuple(numbers)) for (before, after), numbers in joined.items()]
    straight = [arrow for arrow in drawn if arrow.before != arrow.after]
    loops = {arrow.before: arrow.numbers for arrow in drawn if arrow.before == arrow.after}
    body = [_arrow(arrow, straight) for arrow in straight]
    body += [_box(str(status), code, loops.get(str(status), ())) for status, code in codes.items()]
    said = "; ".join(f"{arrow.before} to {arrow.after}: turn {', '.join(map(str, arrow.numbers))}" for arrow in drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">\n'
        f'<title id="t">The state chart of a dossier</title>\n<desc id="d">{escape(said)}</desc>\n<style>{STYLE}</style>\n'
        '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0 10 5 0 10z" fill="#465563"/></marker></defs>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def _box(status: str, code: int, loops: tuple[int, ...]) -> str:
    x, y = PLACES[status]
    name = status.replace("_", " ")
    loop = f'<text class="loop" x="{x - HALF_W + 4}" y="{y + HALF_H + 16}">↻ {" ".join(map(str, loops))}</text>' if loops else ""
    size = f'width="{2 * HALF_W}" height="{2 * HALF_H}" rx="8"'
    return (
        f'<rect class="box {TONES.get(status, "end")}" x="{x - HALF_W}" y="{y - HALF_H}" {size}/>'
        f'<text class="name" x="{x}" y="{y}" text-anchor="middle">{name}</text>'
        f'<text class="code" x="{x}" y="{y + 17}" text-anchor="middle">national code {code}</text>{loop}'
    )


def _arrow(arrow: Arrow, others: list[Arrow]) -> str:
    start, end = _ends(arrow, others)
    bend = BENDS.get((arrow.before, arrow.after))
    if bend:
        start, end = _edge(PLACES[arrow.before], bend), _edge(PLACES[arrow.after], bend)
        path = f"M{start[0]:.0f} {start[1]:.0f} Q{bend[0]} {bend[1]} {end[0]:.0f} {end[1]:.0f}"
        middle = (0.25 * start[0] + 0.5 * bend[0] + 0.25 * end[0], 0.25 * start[1] + 0.5 * bend[1] + 0.25 * end[1])
    else:
        path = f"M{start[0]:.0f} {start[1]:.0f} L{end[0]:.0f} {end[1]:.0f}"
        middle = (start[0] + 0.38 * (end[0] - start[0]), start[1] + 0.38 * (end[1] - start[1]))
    text = " ".join(map(str, arrow.numbers))
    half = 9 + 4 * len(text)
    return (
        f'<path class="arrow" d="{path}" marker-end="url(#head)"/>'
        f'<rect class="pill" x="{middle[0] - half:.0f}" y="{middle[1] - 10:.0f}" width="{2 * half}" height="20" rx="10"/>'
        f'<text class="number" x="{middle[0]:.0f}" y="{middle[1] + 4:.0f}" text-anchor="middle">{text}</text>'
    )


def _ends(arrow: Arrow, others: list[Arrow]) -> tuple[Point, Point]:
    """Where the arrow touches both boxes; one that goes both ways keeps to its side."""
    (x1, y1), (x2, y2) = PLACES[arrow.before], PLACES[arrow.after]
    both_ways = any(other.before == arrow.after and other.after == arrow.before for other in others)
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    side = 11 if both_ways else 0
    dx, dy = -(y2 - y1) / length * side, (x2 - x1) / length * side
    start = _exit((x1, y1), (dx, dy), (x2 - x1, y2 - y1))
    end = _exit((x2, y2), (dx, dy), (x1 - x2, y1 - y2))
    return start, end


def _exit(center: Point, offset: Point, direction: Point) -> Point:
    """Where a line that runs beside the center of a box leaves it."""
    reach = [
        ((half if along > 0 else -half) - beside) / along
        for half, beside, along in zip((HALF_W, HALF_H), offset, direction, strict=True)
        if along
    ]
    scale = min(reach)
    return center[0] + offset[0] + direction[0] * scale, center[1] + offset[1] + direction[1] * scale


def _edge(center: Point, towards: Point) -> Point:
    """The point of a box's border in the direction of another place."""
    return _exit(center, (0, 0), (towards[0] - center[0], towards[1] - center[1]))
