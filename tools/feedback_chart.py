"""The state chart of a feedback as a page, made of the rules themselves.

python -m tools.feedback_chart            writes docs/feedback_states.md
python -m tools.feedback_chart --check    exit 1 when it is not what the code says
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from motcua.blocks.permissions.api import declared
from motcua.onestop.feedback.rules.terms import next_due
from motcua.onestop.feedback.rules.transitions import ENDED, SHOWN, TURNS, Status, Turn

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "feedback_states.md"
_MARK = datetime(2022, 1, 1, tzinfo=UTC)
NAMES = {
    Status.SENT: "Mới gửi (giữ lại để xem xét)",
    Status.WAITING_INTAKE: "Chờ tiếp nhận",
    Status.SUPPLEMENT_ASKED: "Yêu cầu bổ sung",
    Status.SUPPLEMENTED: "Đã bổ sung",
    Status.ACCEPTED: "Đã tiếp nhận",
    Status.ASSIGNED: "Đã phân công",
    Status.IN_PROCESS: "Đang xử lý",
    Status.ANSWER_DRAFTED: "Đã dự thảo trả lời",
    Status.ANSWER_APPROVED: "Đã duyệt trả lời",
    Status.WAITING_PUBLICATION: "Chờ công khai",
    Status.PUBLISHED: "Đã công khai",
    Status.RATED: "Đã được đánh giá",
    Status.REFUSED: "Từ chối",
    Status.FORWARDED: "Đã chuyển cơ quan khác",
    Status.FORWARDED_OUTSIDE: "Đã chuyển ra ngoài tỉnh",
    Status.RETURNED: "Trả lại nơi chuyển",
    Status.MERGED: "Đã gộp",
    Status.REOPENED: "Mở lại",
}
HEAD = """# The life of a feedback

Made of the code by `python -m tools.feedback_chart`; do not edit. The rules are `onestop/feedback/rules/transitions.py` and `terms.py`.
A test holds this page against them, and another walks every arrow through the real actions.
The days are content: `provinces/<province>/feedback/`, dated (2, 5, 15 and 2 working days in the scoring of 2022).
"""


def arrows(turns: Iterable[Turn] = TURNS) -> Iterator[tuple[Status, Status, Turn]]:
    """Every arrow of the chart: from, to, and the turn, in the order of the states."""
    for turn in turns:
        for before in (status for status in Status if status in turn.before):
            yield before, turn.after, turn


def page(turns: tuple[Turn, ...] = TURNS) -> str:
    """The whole page, for these turns."""
    return "\n".join([HEAD, "## States\n", _states(), "## Turns\n", _turns(turns), "## Picture\n", _picture(turns)])


def stale() -> bool:
    """Whether the page is not what the code says."""
    return not PAGE.exists() or PAGE.read_text() != page()


def _states() -> str:
    rows = []
    for status in Status:
        seen = "yes" if status in SHOWN else "no"
        rows.append((f"`{status}`", NAMES[status], _clock(status), seen, "yes" if status in ENDED else "no"))
    return _table(("State", "Vietnamese", "What is due", "In public", "End"), rows)


def _clock(status: Status) -> str:
    """Which term the holder must keep, asked of the rule itself."""
    for name in ("intake", "answer", "publish"):
        marks: dict[str, datetime | None] = {"intake": None, "answer": None, "publish": None, name: _MARK}
        if next_due(status, **marks) is _MARK:
            return {"intake": "intake: refuse, forward or accept", "answer": "the answer", "publish": "publication"}[name]
    return "–"


def _turns(turns: tuple[Turn, ...]) -> str:
    rows = []
    for number, turn in enumerate(turns, start=1):
        ways = "<br>".join(f"{before} ↻" if before == after else f"{before} → {after}" for before, after, _turn in arrows((turn,)))
        rows.append((str(number), f"**{turn.name}**", ways, _who(turn.who)))
    return _table(("#", "Turn", "From → to", "Who"), rows)


def _who(capabilities: Iterable[str]) -> str:
    """The rights with the roles that give them; without a right it follows of itself."""
    import_module("motcua.onestop.feedback.rights")
    known = declared()
    said = [f"`{name}`: {', '.join(sorted([*known[name].roles, *known[name].kinds]))}" for name in capabilities]
    return "<br>".join(said) or "the system"


def _picture(turns: tuple[Turn, ...]) -> str:
    lines = [f"    {before} --> {after}: {turn.name}" for before, after, turn in arrows(turns)]
    ends = [f"    {status} --> [*]" for status in Status if status in ENDED]
    return "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {Status.SENT}", *lines, *ends, "```", ""])


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def main(arguments: list[str]) -> int:
    """Write, or with --check compare."""
    if "--check" in arguments:
        if stale():
            sys.stderr.write(f"{PAGE.relative_to(ROOT)} is not what the code says: python -m tools.feedback_chart\n")
        return int(stale())
    PAGE.write_text(page())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
