"""Draw a secret code for every candidate of a round."""

from secrets import SystemRandom

from django.db import transaction

from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.office.recruitment.actions.council import require_secretary, round_of
from motcua.office.recruitment.actions.turning import in_state, tell
from motcua.office.recruitment.events import RecruitmentEvent
from motcua.office.recruitment.models import Application, Round, Script
from motcua.office.recruitment.rules.marks import MarkTurn
from motcua.office.recruitment.rules.states import ApplicationState, PlanState, RoundState

_FIRST = 1001


@transaction.atomic
def draw_codes(round_id: int, *, actor: Actor) -> int:
    """Let all who passed the rounds before into this one, in an order nobody can foresee; returns how many.

    Errors: `Conflict` when codes are drawn, an earlier round is open, or markers are missing; `Forbidden` for all but the secretary.
    """
    round_ = round_of(round_id)
    require_secretary(round_.plan, actor)
    in_state(round_.plan, PlanState.LISTED)
    if round_.state != RoundState.WAITING:
        raise Conflict(words("The codes of this round are drawn already."), code="codes_drawn")
    before = list(Round.objects.filter(plan=round_.plan, place__lt=round_.place))
    if any(one.state != RoundState.CLOSED for one in before):
        raise Conflict(words("The round before is not closed yet."), code="round_before_open")
    turns = set(round_.marker_rows.values_list("turn", flat=True))
    needed = {MarkTurn.FIRST} if round_.markers == 1 else {MarkTurn.FIRST, MarkTurn.SECOND}
    if not needed <= turns:
        raise Conflict(
            words("The markers of this round are not appointed yet."),
            code="no_markers",
            way_out=words("Appoint a first and a second marker on the page of the council."),
        )
    people = _let_in(round_, before)
    codes = list(range(_FIRST, _FIRST + len(people)))
    SystemRandom().shuffle(codes)
    Script.objects.bulk_create(
        [Script(round=round_, application_id=pk, code=f"{round_.place}-{code}") for pk, code in zip(people, codes, strict=True)],
        batch_size=500,
    )
    round_.state = RoundState.MARKING
    round_.save(update_fields=["state"])
    tell(round_.plan, RecruitmentEvent.CODES_DRAWN, actor=actor, payload={"round": round_.place, "scripts": len(people)})
    return len(people)


def _let_in(round_: Round, before: list[Round]) -> list[int]:
    found = Application.objects.filter(plan=round_.plan, state=ApplicationState.ELIGIBLE)
    for one in before:
        passed = Script.objects.filter(round=one, absent=False, final__gte=one.pass_mark).values("application_id")
        found = found.filter(pk__in=passed)
    return list(found.order_by("pk").values_list("pk", flat=True))
