"""Find in a printed report the figures that its phrases name, and the numbers that no phrase explains."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from motcua.insight.reform_report.rules.claim_book import ClaimBook, Statement
from motcua.insight.reform_report.rules.claim_text import FIGURE, PrintedText, decimals_of, number_of

_NOT_A_FIGURE = re.compile(r"(?:nam|ngay|thang|so|dieu|khoan|giai doan|nhiem ky|quy|iso|tcvn|phien ban|muc do|:|/|-|\d) ?$")
_IN_A_LIST = re.compile(r"(?: phong)?\)")
_PART_OF_A_NAME = re.compile(r"(?: ?[/:-] ?[\da-z]|[a-z])")


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure as the text prints it. `hedge` is the word that makes it vague ("hơn", "gần"), `start` and `end` its place."""

    figure: str
    value: Decimal
    printed: str
    hedge: str
    start: int
    end: int

    @property
    def decimals(self) -> int:
        """Places after the comma as printed."""
        return decimals_of(self.printed)


def claims_of(text: PrintedText, book: ClaimBook) -> list[Claim]:
    """Every figure the phrases find, in the order of the text; one place gives one claim."""
    found: dict[tuple[int, str], Claim] = {}
    for pattern, ids in book.patterns():
        for match in pattern.finditer(text.folded):
            for number, figure in enumerate(ids):
                start, end = text.span(*match.span(f"n{number}"))
                printed = text.printed[start:end]
                hedge = _as_printed(text, match, f"h{number}")
                found.setdefault((start, figure), Claim(figure, number_of(printed), printed, hedge, start, end))
    for statement in book.statements:
        found |= {(claim.start, claim.figure): claim for claim in _stated(text, statement)}
    return sorted(found.values(), key=lambda claim: (claim.start, claim.figure))


def _stated(text: PrintedText, statement: Statement) -> Iterator[Claim]:
    for match in statement.pattern().finditer(text.folded):
        start, end = text.span(*match.span())
        value = statement.value
        if value is None:
            start, end = text.span(*match.span("names"))
            value = Decimal(len(re.split(r",| và ", text.printed[start:end])))
        yield Claim(statement.figure, value, text.printed[start:end].strip(), "", start, end)


def unexplained(text: PrintedText, claims: list[Claim]) -> list[tuple[int, int]]:
    """Places of numbers that look like figures (not dates, years, numbers of documents) and that no phrase covers."""
    covered = {claim.start for claim in claims}
    left = []
    for match in FIGURE.finditer(text.folded):
        start, end = text.span(*match.span())
        if start not in covered and not _names_something(text.folded[: match.start()], text.folded[match.end() :]):
            left.append((start, end))
    return left


def _names_something(before: str, after: str) -> bool:
    """Part of a date, a number of a document, an item of a list, or a footnote glued to its word: "cấp tỉnh25"."""
    if before[-1:].isalpha() or _NOT_A_FIGURE.search(before[-15:]) or _PART_OF_A_NAME.match(after[:4]):
        return True
    return before.endswith("(") and _IN_A_LIST.match(after) is not None


def _as_printed(text: PrintedText, match: re.Match[str], group: str) -> str:
    if match.group(group) is None:
        return ""
    start, end = text.span(*match.span(group))
    return text.printed[start:end]
