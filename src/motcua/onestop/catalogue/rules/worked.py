"""Worked cases: answers and what must come of them. They are checked whenever the content is loaded."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from motcua.kernel.calendar import viet_nam
from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import Schedule, due_at
from motcua.kernel.office_hours import standard
from motcua.onestop.catalogue.rules.cases import Channel, Part, Said
from motcua.onestop.catalogue.rules.choice import case_for, facts_of, fees_of, limit_for
from motcua.onestop.catalogue.rules.content import ProcedureContent


def _moment(text: object) -> object:
    return datetime.fromisoformat(str(text)).replace(tzinfo=VIETNAM) if isinstance(text, str) else text


Moment = Annotated[datetime, BeforeValidator(_moment)]


class Stop(Part):
    """One step of the route: a task with its outcome, or a message of another system with what it reports."""

    node: Said
    outcome: str = ""
    message: str = ""


class WorkedCase(Part):
    """One example a jurist can check: answers, and the case, fees, due moment, route and end that follow."""

    name: Said
    on: date
    channel: Channel = "desk"
    answers: Mapping[str, Any]
    case: Said
    fees: Mapping[str, int] = Field(default_factory=dict)
    start: Moment
    due: Moment | None
    route: tuple[Stop, ...] = Field(min_length=1)
    ends: Literal["resolved", "stopped"]


class WorkedCases(Part):
    """The file `cases.yaml`."""

    cases: tuple[WorkedCase, ...] = Field(min_length=1)


def disagreements(content: ProcedureContent, worked: WorkedCase) -> Iterator[tuple[str, str]]:
    """Where the content says otherwise than the example: the part of the example, and what the content says."""
    facts = facts_of(worked.answers, worked.on)
    case = case_for(content, facts)
    if case.key != worked.case:
        yield "case", f"the answers make the case {case.key}"
    fees = {fee.key: fee.amount for fee in fees_of(case, facts, worked.channel)}
    if fees != dict(worked.fees):
        yield "fees", f"the fees are {fees}"
    limit = limit_for(case, worked.channel)
    due = due_at(Schedule(viet_nam(), standard()), worked.start, limit) if limit else None
    if due != worked.due:
        yield "due", f"the due moment is {due:%Y-%m-%d %H:%M}" if due else "no due moment is promised"
