"""A marker gives marks, by code, not knowing whose they are nor what the other gave."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from django.db import IntegrityError, transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.office.recruitment.actions.council import round_of
from motcua.office.recruitment.events import APPLICATION, RecruitmentEvent
from motcua.office.recruitment.models import Mark, Marker, Round, Script
from motcua.office.recruitment.queries.marking import scripts_for
from motcua.office.recruitment.rights import MARK
from motcua.office.recruitment.rules.marks import CENT, MARKING, REVIEW, MarkTurn, agreed, wanted
from motcua.office.recruitment.rules.states import PlanState, RoundState


@transaction.atomic
def enter_marks(round_id: int, given: Mapping[str, str], *, actor: Actor) -> int:
    """Keep marks by code (texts as typed; empty ones are left out), all or nothing; returns how many. A mark given stays.

    Errors: `InvalidInput` naming every code that is unknown, has the mark already or a mark that cannot be; `Conflict` when the round
    is closed; `NotFound` for who does not mark in this round.
    """
    require(actor, MARK)
    round_ = round_of(round_id)
    marker = Marker.objects.filter(round=round_, seat__account_id=actor.account_id or 0).select_related("seat__account").first()
    if marker is None:
        raise NotFound(words("There is nothing for you to mark here."))
    turn = MarkTurn(marker.turn)
    _check_open(round_, turn)
    scripts = {script.code: script for script in scripts_for(marker)}
    marks = _read(given, scripts, turn, round_)
    now = clock.now()
    try:
        with transaction.atomic():
            made = [Mark(script=scripts[code], turn=turn, points=mark, marker=marker.seat.account, at=now) for code, mark in marks.items()]
            Mark.objects.bulk_create(made, batch_size=500)
    except IntegrityError as twice:
        raise Conflict(words("Some of these scripts were marked meanwhile."), code="marked_meanwhile") from twice
    _settle(round_, turn, [(scripts[code], mark) for code, mark in marks.items()], actor)
    return len(marks)


def _check_open(round_: Round, turn: MarkTurn) -> None:
    state = round_.state == RoundState.MARKING if turn in MARKING else round_.plan.state == PlanState.PUBLISHED
    if not state:
        raise Conflict(words("This round is closed; its marks cannot be changed."), code="round_closed")


def _read(given: Mapping[str, str], scripts: Mapping[str, Script], turn: MarkTurn, round_: Round) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    faults: list[FieldError] = []
    for code, text in given.items():
        if not text.strip():
            continue
        script, mark = scripts.get(code), _number(text, round_.highest)
        if script is None:
            faults.append(FieldError(f"mark-{code}", words("%(code)s: there is no such script for you."), {"code": code}))
        elif mark is None:
            says = words("%(code)s: a mark is a number from 0 to %(most)s, with at most two decimals.")
            faults.append(FieldError(f"mark-{code}", says, {"code": code, "most": f"{round_.highest:f}".rstrip("0").rstrip(".")}))
        elif not wanted({one.turn: one.points for one in script.marks.all()}, turn, round_.scale):
            faults.append(FieldError(f"mark-{code}", words("%(code)s: no mark of yours is wanted here."), {"code": code}))
        else:
            found[code] = mark
    if faults:
        raise InvalidInput(words("Some answers need your attention."), fields=faults)
    return found


def _number(text: str, highest: Decimal) -> Decimal | None:
    try:
        mark = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not mark.is_finite() or not 0 <= mark <= highest or mark != mark.quantize(CENT):
        return None
    return mark.quantize(CENT)


def _settle(round_: Round, turn: MarkTurn, given: list[tuple[Script, Decimal]], actor: Actor) -> None:
    """Keep the mark that counts of scripts that have all their marks now."""
    turns, done = (MARKING if turn in MARKING else REVIEW), []
    for script, mark in given:
        marks = {one.turn: one.points for one in script.marks.all()} | {turn: mark}
        final = agreed(marks, turns, round_.scale).mark
        if final is not None:
            script.final = final
            done.append(script)
    Script.objects.bulk_update(done, ["final"], batch_size=300)
    if turn in REVIEW:
        for script in done:
            _answer(script, round_, actor)


def _answer(script: Script, round_: Round, actor: Actor) -> None:
    complaint, now = script.complaint, clock.now()
    complaint.new_mark, complaint.answered_at = script.final, now
    complaint.save(update_fields=["new_mark", "answered_at"])
    payload = {"round": round_.place, "old": str(complaint.old_mark), "new": str(complaint.new_mark)}
    # who marked again stays unknown to the candidate: the event is the council's
    record(APPLICATION, script.application_id, RecruitmentEvent.ANSWERED, actor=actor, at=now, unit_id=round_.plan.unit_id, payload=payload)
