"""What a careful reader asks about the figures of a printed report: what does not add up, and what differs from the records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from motcua.insight.reform_report.rules.claim_book import AtMost, ClaimBook, Expected, Listed, Ratio, Said, Share, Sum, Whole
from motcua.insight.reform_report.rules.claim_list import lengths
from motcua.insight.reform_report.rules.claim_reading import Claim
from motcua.insight.reform_report.rules.claim_text import PrintedText, grouped
from motcua.kernel.errors import words
from motcua.kernel.rounding import half_up, truncate

_HUNDRED = Decimal(100)
_HEDGED_UP = {"hơn", "trên"}
_VAGUE = Decimal("0.1")  # "gần 600" speaks of more than 90 % of it, "hơn 600" of less than 110 %


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: its kind, the sentence with its values, the figures it is about and the claims in the text."""

    kind: str
    says: str
    params: Mapping[str, str]
    claims: tuple[Claim, ...]
    reason: Said | None = None
    figures: tuple[str, ...] = field(default=())


Claims = Mapping[str, Claim]


def questions(text: PrintedText, book: ClaimBook, claims: Sequence[Claim], records: Mapping[str, Decimal]) -> list[Question]:
    """All questions about a text, in its order. `records` holds the figures that the records give, by id."""
    first: dict[str, Claim] = {}
    asked = list(_said_twice(claims, first))
    for check in book.checks:
        match check:
            case Sum():
                asked += _sum(check, first)
            case Ratio():
                asked += _ratio(check, first)
            case Share():
                asked += _share(check, first)
            case AtMost():
                asked += _at_most(check, first)
            case Expected():
                asked += _expected(check, first)
            case Whole():
                asked += _whole(check, first)
            case Listed():
                asked += _listed(check, first, text)
    asked += (question for claim in first.values() for question in _against_records(claim, records))
    return sorted(asked, key=lambda question: question.claims[0].start)


def _said_twice(claims: Sequence[Claim], first: dict[str, Claim]) -> Iterator[Question]:
    for claim in claims:
        earlier = first.setdefault(claim.figure, claim)
        if earlier.value != claim.value:
            yield _ask("twice", words("The text says %(first)s in one place and %(second)s in another."), earlier, claim)


def _sum(check: Sum, first: Claims) -> Iterator[Question]:
    if there := _all(first, check.whole, *check.parts):
        whole, *parts = there
        total = sum((part.value for part in parts), Decimal())
        if total != whole.value:
            yield _ask("sum", words("The parts make %(total)s, the whole is given as %(first)s."), whole, *parts, total=total)


def _ratio(check: Ratio, first: Claims) -> Iterator[Question]:
    there = _all(first, check.value, check.of, check.over)
    if not there or not there[2].value:
        return
    value, of, over = there
    exact = of.value / over.value * _HUNDRED
    rounded = half_up(exact, value.decimals)
    if value.value == rounded:
        return
    if value.value == truncate(exact, value.decimals):
        says = words("%(first)s %% is cut off, not rounded: exactly %(exact)s %%, rounded %(rounded)s %%.")
        yield _ask("cut", says, *there, exact=half_up(exact, 4), rounded=rounded)
    else:
        yield _ask("ratio", words("%(second)s of %(third)s is %(rounded)s %%, the text says %(first)s %%."), *there, rounded=rounded)


def _share(check: Share, first: Claims) -> Iterator[Question]:
    if there := _all(first, check.value, check.over):
        value, over = there
        near = (value.value * over.value / _HUNDRED).to_integral_value()
        possible = (half_up(count / over.value * _HUNDRED, value.decimals) for count in (near - 1, near, near + 1) if over.value)
        if value.value not in possible:
            yield _ask("share", words("No whole number out of %(second)s gives %(first)s %%."), value, over)


def _at_most(check: AtMost, first: Claims) -> Iterator[Question]:
    if there := _all(first, check.value, check.most):
        value, most = there
        if value.value > most.value:
            over = value.value - most.value
            says = words("%(first)s is %(over)s more than %(second)s: at least %(over)s must come from elsewhere.")
            yield _ask("at_most", says, value, most, reason=check.lacks, over=over)


def _expected(check: Expected, first: Claims) -> Iterator[Question]:
    if there := _all(first, check.value, *check.parts):
        value, *parts = there
        total = sum((part.value for part in parts), Decimal())
        if total != value.value:
            says = words("The text says %(first)s where its other figures lead to %(total)s (%(parts)s).")
            listed = " + ".join(part.printed for part in parts)
            yield _ask("expected", says, value, *parts, reason=check.ask, total=total, parts=listed)


def _whole(check: Whole, first: Claims) -> Iterator[Question]:
    if there := _all(first, *check.parts):
        total = sum((part.value for part in there), Decimal())
        if total != _HUNDRED:
            yield _ask("whole", words("The shares make %(total)s %%, not 100 %%."), *there, total=total)


def _listed(check: Listed, first: Claims, text: PrintedText) -> Iterator[Question]:
    if claim := first.get(check.value):
        counts = lengths(text.printed[claim.end :])
        if counts and claim.value not in counts:
            yield _ask("listed", words("The text says %(first)s, the list after it has %(counted)s."), claim, counted=Decimal(min(counts)))


def _against_records(claim: Claim, records: Mapping[str, Decimal]) -> Iterator[Question]:
    value = records.get(claim.figure)
    if value is None or _agrees(claim, value):
        return
    yield _ask("records", words("The text says %(first)s, the records say %(records)s."), claim, records=value)


def _agrees(claim: Claim, value: Decimal) -> bool:
    if claim.hedge.lower() in _HEDGED_UP:
        return claim.value <= value < claim.value * (1 + _VAGUE)
    if claim.hedge:
        return claim.value * (1 - _VAGUE) < value <= claim.value
    step = Decimal(1).scaleb(-claim.decimals) if claim.decimals else Decimal()
    return abs(half_up(value, claim.decimals) - claim.value) <= step


def _all(first: Claims, *figures: str) -> list[Claim]:
    return [first[figure] for figure in figures] if all(figure in first for figure in figures) else []


def _ask(kind: str, says: str, *claims: Claim, reason: Said | None = None, **values: Decimal | str) -> Question:
    params = {name: value if isinstance(value, str) else grouped(value) for name, value in values.items()}
    params |= dict(zip(("first", "second", "third"), (claim.printed for claim in claims), strict=False))
    return Question(kind, says, params, claims, reason, tuple(claim.figure for claim in claims))
