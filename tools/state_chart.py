"""The state chart of a dossier as a page and a picture, made of the rules themselves.

python -m tools.state_chart            writes docs/dossier_states.md and docs/pictures/dossier_states.svg
python -m tools.state_chart --check    exit 1 when they are not what the code says
"""

import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

from motcua.blocks.permissions.api import declared
from motcua.onestop.dossiers.rules.clock import SUPPLEMENT_RULES
from motcua.onestop.dossiers.rules.forms import FORM_SETS, Purpose
from motcua.onestop.dossiers.rules.terms import ANSWER_TERMS, APOLOGY_LEADS, REMINDERS
from motcua.onestop.dossiers.rules.transitions import NATIONAL_CODES, TURNS, Edge, Status, Turn, edges
from tools.state_picture import picture

ROOT = Path(__file__).resolve().parents[1]
FAULTS = Path(__file__).with_name("state_faults.md")
PAGE, DRAWING = ROOT / "docs" / "dossier_states.md", ROOT / "docs" / "pictures" / "dossier_states.svg"
NAMES: Mapping[Status, tuple[str, str]] = {
    Status.SUBMITTED: ("Mới đăng ký", "not started: the desk answers within 8 working hours"),
    Status.RECEIVED: ("Được tiếp nhận", "runs"),
    Status.NOT_ACCEPTED: ("Không được tiếp nhận", "never started"),
    Status.IN_PROCESS: ("Đang xử lý", "runs"),
    Status.SUPPLEMENT_REQUESTED: ("Yêu cầu bổ sung giấy tờ", "stands still (never started at intake)"),
    Status.PAYMENT_REQUESTED: ("Yêu cầu thực hiện nghĩa vụ tài chính", "stands still"),
    Status.WITHDRAWN: ("Công dân yêu cầu rút hồ sơ", "ended"),
    Status.STOPPED: ("Dừng xử lý", "ended"),
    Status.RESOLVED: ("Đã xử lý xong", "measured: early, on time or late"),
    Status.RETURNED: ("Đã trả kết quả", "over"),
}
SLIPS: Mapping[Purpose, str] = {
    Purpose.RECEIPT: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    Purpose.SUPPLEMENT: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    Purpose.REFUSAL: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    Purpose.APOLOGY: "Phiếu xin lỗi (hẹn lại, hoặc đề nghị gia hạn)",
    Purpose.STOPPING: "Thông báo dừng giải quyết hồ sơ",
    Purpose.CONTROL_SHEET: "Phiếu kiểm soát quá trình giải quyết hồ sơ",
    Purpose.REGISTER: "Sổ theo dõi hồ sơ",
}
HEAD = """# The life of a dossier

Made of the code by `python -m tools.state_chart`; do not edit. The rules are `onestop/dossiers/rules/transitions.py`, `clock.py`,
`terms.py` and `forms.py`. A test holds this page against them, and another walks every arrow through the real actions.

![The state chart of a dossier](pictures/dossier_states.svg)

The numbers in the picture are those of the turns below; ↻ marks turns that leave the status as it is.
"""


def page(turns: tuple[Turn, ...] = TURNS) -> str:
    """The whole page, for these turns."""
    parts = [HEAD, "## Statuses\n", _statuses(), "## Turns\n", _turns(turns), "## Dated rules\n", _rules(), "## Forms\n", _forms()]
    return "\n".join(parts) + "\n" + FAULTS.read_text()


def drawing(turns: tuple[Turn, ...] = TURNS) -> str:
    """The picture, for these turns."""
    numbers = {turn.name: number for number, turn in enumerate(turns, start=1)}
    return picture(
        [(edge.before, edge.after, numbers[edge.turn.name]) for edge in edges(turns)],
        {str(status): code for status, code in NATIONAL_CODES.items()},
    )


def _statuses() -> str:
    rows = [(str(NATIONAL_CODES[status]), f"`{status}`", NAMES[status][0], NAMES[status][1]) for status in Status]
    return _table(("National code", "Status", "Vietnamese", "Clock"), rows)


def _turns(turns: tuple[Turn, ...]) -> str:
    rows = []
    for number, turn in enumerate(turns, start=1):
        arrows = list(edges((turn,)))
        slip = _slip(turn.slip)
        rows.append((str(number), f"**{turn.name}**", _arrows(arrows), _who(turn.who), slip, turn.clock.value, turn.source))
    return _table(("#", "Turn", "From → to", "Who", "Slip", "Clock", "Source"), rows)


def _arrows(arrows: Iterable[Edge]) -> str:
    return "<br>".join(f"{edge.before} ↻" if edge.after == edge.before else f"{edge.before} → {edge.after}" for edge in arrows)


def _who(capabilities: Iterable[str]) -> str:
    """The rights with the roles that give them; without a role it is the house itself."""
    import_module("motcua.onestop.dossiers.rights")
    known = declared()
    said = []
    for name in capabilities:
        holders = sorted([*known[name].roles, *known[name].kinds]) or ["the system"]
        said.append(f"`{name}`: {', '.join(holders)}")
    return "<br>".join(said)


def _slip(purpose: Purpose | None) -> str:
    if purpose is None:
        return "–"
    numbers = [f"{known.numbers[purpose]} ({known.circular})" for known in FORM_SETS if purpose in known.numbers]
    return f"{SLIPS[purpose]}: {', '.join(numbers)}"


def _rules() -> str:
    rows = [(str(rule.since), f"after a full supplement the limit: {rule.rule}", rule.source, rule.tag) for rule in SUPPLEMENT_RULES]
    rows += [
        (
            str(term.since),
            f"term to answer: supplement {_amount(term.supplement.amount)}, obligation {_amount(term.obligation.amount)}",
            term.source,
            term.tag,
        )
        for term in ANSWER_TERMS
    ]
    rows += [
        (
            str(lead.since),
            f"an apology is drafted {lead.hours} working hours before the limit, for short limits at {lead.share:.0%} of it",
            lead.source,
            lead.tag,
        )
        for lead in APOLOGY_LEADS
    ]
    rows += [
        (str(rule.since), f"reminders after {', '.join(map(str, rule.after_days))} working days", rule.source, rule.tag)
        for rule in REMINDERS
    ]
    note = "A dossier keeps the rule of the day on which it was received. `check` marks what no text of the law at hand confirms.\n\n"
    return note + _table(("From", "Rule", "Source", "Sure?"), rows)


def _amount(days: int) -> str:
    return f"{days} calendar days"


def _forms() -> str:
    heads = ("Form", *(f"{known.circular}, from {known.since} ({known.tag})" for known in FORM_SETS))
    return _table(heads, [(SLIPS[purpose], *(known.numbers.get(purpose, "–") for known in FORM_SETS)) for purpose in Purpose])


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def stale() -> list[Path]:
    """The files that are not what the code says."""
    wanted = {PAGE: page(), DRAWING: drawing()}
    return [path for path, text in wanted.items() if not path.exists() or path.read_text() != text]


def main(arguments: list[str]) -> int:
    """Write, or with --check compare."""
    if "--check" in arguments:
        old = stale()
        for path in old:
            sys.stderr.write(f"{path.relative_to(ROOT)} is not what the code says: python -m tools.state_chart\n")
        return 1 if old else 0
    PAGE.write_text(page())
    DRAWING.write_text(drawing())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
