"""Which case, which fees, which limit: the rules asked with the legal day of today unless another is given."""

from collections.abc import Mapping
from datetime import date

from motcua.kernel import clock
from motcua.kernel.deadlines import TimeLimit
from motcua.onestop.catalogue.rules.cases import ProcedureCase
from motcua.onestop.catalogue.rules.choice import Fee, case_for, channel_name, copies_of, facts_of, fees_of, limit_for
from motcua.onestop.catalogue.rules.content import ProcedureContent

Answers = Mapping[str, object]


def choose_case(content: ProcedureContent, answers: Answers, *, on: date | None = None) -> ProcedureCase:
    """The case these answers make; `on` is the day from which `days_since_…` counts (default: today)."""
    return case_for(content, facts_of(answers, on or clock.today()))


def fees_for(content: ProcedureContent, case: ProcedureCase, answers: Answers, channel: str | int, *, on: date | None = None) -> list[Fee]:
    """What is to be paid, line by line, in đồng. `channel` is desk, online, post or the national number 1, 2, 3."""
    return fees_of(case, facts_of(answers, on or clock.today()), channel_name(channel))


def time_limit(content: ProcedureContent, case: ProcedureCase, channel: str | int) -> TimeLimit | None:
    """How long the office may take in this channel; None when the procedure promises no date."""
    return limit_for(case, channel_name(channel))


def copies_for(content: ProcedureContent, answers: Answers) -> int:
    """How many copies of the result are asked for."""
    return copies_of(content, facts_of(answers, clock.today()))
