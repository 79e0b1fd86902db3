"""Read a printed report beside the records: its figures, what to ask about them, and numbers nobody explains."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from django.conf import settings

from motcua.blocks.packs.api import parse_as, read_yaml
from motcua.ground.directory.api import Unit
from motcua.insight.reform_report.queries.build_report import build_report
from motcua.insight.reform_report.rules.claim_book import ClaimBook
from motcua.insight.reform_report.rules.claim_questions import Question, questions
from motcua.insight.reform_report.rules.claim_reading import Claim, claims_of, unexplained
from motcua.insight.reform_report.rules.claim_text import PrintedText, read
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words

MOST_SIGNS = 300_000


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A report as read: its text, the figures found, the questions in the order of the text, places of unexplained numbers.

    `compared`: how many figures the records could be asked about.
    """

    text: PrintedText
    claims: list[Claim]
    questions: list[Question]
    unexplained: list[tuple[int, int]]
    compared: int


def check_text(text: str, *, unit: Unit, first: date, last: date, actor: Actor) -> CheckedText:
    """Check the text of a report about a unit and period; `InvalidInput` when it is empty or too long, else as `build_report`."""
    if not text.strip() or len(text) > MOST_SIGNS:
        message = words("Give the text of the report, at most 300,000 signs.")
        raise InvalidInput(message, fields=[FieldError("text", message)])
    report = build_report(unit=unit, first=first, last=last, actor=actor)
    records = {fact.line.id: Decimal(fact.value) for fact in report.facts if fact.sourced and fact.value is not None}
    page = read(text)
    found = claims_of(page, claim_book())
    asked = questions(page, claim_book(), found, records)
    return CheckedText(page, found, asked, unexplained(page, found), len({claim.figure for claim in found} & records.keys()))


@cache
def claim_book() -> ClaimBook:
    """The phrases of this province, read once per process; `PackRefused` with file and line when the content is broken."""
    return parse_as(ClaimBook, read_yaml(settings.PROVINCE / "reports" / "claims.yaml"))
