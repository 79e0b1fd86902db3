"""What a marker sees: codes and the own marks, never names, never another's mark before it can no longer sway anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.office.recruitment.models import Marker, Round, Script, Seat
from motcua.office.recruitment.rights import MARK
from motcua.office.recruitment.rules.marks import MARKING as MARKING_TURNS
from motcua.office.recruitment.rules.marks import REVIEW, MarkTurn, agreed, visible, wanted
from motcua.office.recruitment.rules.states import PlanState, RoundState


@dataclass(frozen=True, slots=True)
class ScriptRow:
    """A script by its code: marks this marker may see, whether one is wanted of this marker now, and what counts when it is settled."""

    code: str
    marks: Mapping[int, Decimal]
    wanted: bool
    settled: Decimal | None


@dataclass(frozen=True, slots=True)
class MarkingSheet:
    """The scripts of a round for one marker."""

    round: Round
    turn: MarkTurn
    rows: list[ScriptRow]

    @property
    def left(self) -> int:
        """How many marks are still wanted of this marker."""
        return sum(row.wanted for row in self.rows)


def seat_of(plan_id: int, actor: Actor, *roles: str) -> Seat | None:
    """The seat of the actor in the council of a plan, if it is one of these roles."""
    found = Seat.objects.filter(plan_id=plan_id, account_id=actor.account_id or 0).first()
    return found if found is not None and (not roles or found.role in roles) else None


def seats_held(*, actor: Actor) -> list[Seat]:
    """Councils the actor sits in whose plan is under way. One query."""
    require(actor, MARK)
    live = [PlanState.ANNOUNCED, PlanState.LISTED, PlanState.PUBLISHED]
    return list(
        Seat.objects.filter(account_id=actor.account_id or 0, plan__state__in=live).select_related("plan__unit").order_by("-plan_id")
    )


def rounds_to_mark(*, actor: Actor) -> list[Marker]:
    """The rounds in which the actor marks now. One query."""
    require(actor, MARK)
    now = Q(round__state=RoundState.MARKING, turn__in=MARKING_TURNS) | Q(turn__in=REVIEW, round__plan__state=PlanState.PUBLISHED)
    mine = Marker.objects.filter(seat__account_id=actor.account_id or 0).filter(now)
    return list(mine.select_related("round__plan__unit").order_by("round__plan_id", "round__place"))


def marking_sheet(round_id: int, *, actor: Actor) -> MarkingSheet:
    """The scripts of a round for the marker who asks, by code. `NotFound` for everybody else. Three queries."""
    require(actor, MARK)
    marker = Marker.objects.filter(round_id=round_id, seat__account_id=actor.account_id or 0).select_related("round__plan").first()
    if marker is None or marker.round.state == RoundState.WAITING:
        raise NotFound(words("There is nothing for you to mark here."))
    turn, scale = MarkTurn(marker.turn), marker.round.scale
    open_ = marker.round.state == RoundState.MARKING if turn in MARKING_TURNS else marker.round.plan.state == PlanState.PUBLISHED
    rows = []
    for script in scripts_for(marker):
        marks = {mark.turn: mark.points for mark in script.marks.all()}
        turns = MARKING_TURNS if turn in MARKING_TURNS else REVIEW
        rows.append(
            ScriptRow(script.code, visible(marks, turn, scale), open_ and wanted(marks, turn, scale), agreed(marks, turns, scale).mark)
        )
    return MarkingSheet(marker.round, turn, rows)


def scripts_for(marker: Marker) -> list[Script]:
    """The scripts a marker deals with: those present, after complaints only those complained about; the third only what is open."""
    found = Script.objects.filter(round_id=marker.round_id, absent=False).prefetch_related("marks").order_by("code")
    if marker.turn in REVIEW:
        found = found.filter(complaint__isnull=False)
    return list(found)
