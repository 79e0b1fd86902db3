"""Results: candidates of each position in the order of the rules, read when every round is closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from motcua.kernel.errors import Conflict, words
from motcua.office.recruitment.models import Application, Plan, Position, Script
from motcua.office.recruitment.queries.plans import rules_of
from motcua.office.recruitment.rules.ranking import Candidate, Ranked, ranked
from motcua.office.recruitment.rules.states import ApplicationState, RoundState

_TAKES_PART = (
    ApplicationState.ELIGIBLE,
    ApplicationState.FAILED,
    ApplicationState.RECRUITED,
)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A candidate with the marks by round (None: absent or not let into it) and the place."""

    application: Application
    marks: list[Decimal | None]
    ranked: Ranked


@dataclass(frozen=True, slots=True)
class PositionResult:
    """One position with its candidates in order."""

    position: Position
    rows: list[ResultRow]

    @property
    def tied(self) -> list[ResultRow]:
        """Equals that reach over the edge: the head decides."""
        return [row for row in self.rows if row.ranked.outcome == "tied"]

    @property
    def won(self) -> list[ResultRow]:
        """Who gets a place."""
        return [row for row in self.rows if row.ranked.outcome == "won"]


def results_of(plan: Plan) -> list[PositionResult]:
    """Every position with its ranking. Four queries. `Conflict` while a round is open: names and marks are not joined before."""
    rounds = list(plan.rounds.all())
    if not rounds or any(one.state != RoundState.CLOSED for one in rounds):
        raise Conflict(words("The results are there when every round is closed."), code="rounds_open")
    scripts: dict[tuple[int, int], Script] = {
        (script.application_id, script.round_id): script for script in Script.objects.filter(round__plan=plan)
    }
    by_position: dict[int, list[ResultRow]] = {}
    rules = rules_of(plan)
    groups: dict[int, list[Application]] = {}
    for one in Application.objects.filter(plan=plan, state__in=_TAKES_PART):
        groups.setdefault(one.position_id, []).append(one)
    positions = list(plan.positions.select_related("unit"))
    for position in positions:
        members = {one.pk: one for one in groups.get(position.pk, [])}
        marks = {pk: [_mark(scripts.get((pk, one.pk))) for one in rounds] for pk in members}
        candidates = [
            Candidate(
                pk,
                next((mark for mark, one in zip(marks[pk], rounds, strict=True) if one.counts and mark is not None), Decimal(0)),
                rules.points(members[pk].priority),
                all(mark is not None and mark >= one.pass_mark for mark, one in zip(marks[pk], rounds, strict=True)),
                members[pk].placed,
            )
            for pk in members
        ]
        by_position[position.pk] = [
            ResultRow(members[row.candidate.id], marks[row.candidate.id], row) for row in ranked(candidates, position.wanted)
        ]
    return [PositionResult(position, by_position[position.pk]) for position in positions]


def standing_of(application: Application) -> Mapping[str, object]:
    """Rank, total and outcome of one applicant, once results are published. A few queries."""
    for group in results_of(application.plan):
        for row in group.rows:
            if row.application.pk == application.pk:
                return {"rank": row.ranked.rank, "total": row.ranked.candidate.total, "outcome": row.ranked.outcome}
    return {}


def _mark(script: Script | None) -> Decimal | None:
    return None if script is None or script.absent else script.final
