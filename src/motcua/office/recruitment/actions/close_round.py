"""Close a round: its marks are final and sealed."""

import hashlib
import json

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.office.recruitment.actions.council import require_secretary, round_of
from motcua.office.recruitment.actions.turning import tell
from motcua.office.recruitment.events import RecruitmentEvent
from motcua.office.recruitment.models import Mark, Round, Script
from motcua.office.recruitment.rules.marks import MARKING
from motcua.office.recruitment.rules.states import RoundState


@transaction.atomic
def close_round(round_id: int, *, actor: Actor) -> Round:
    """Every script present has its marks. Errors: `Conflict` while marks are missing, `Forbidden` for all but the secretary."""
    round_ = round_of(round_id)
    require_secretary(round_.plan, actor)
    if round_.state != RoundState.MARKING:
        raise Conflict(words("This round is closed."), code="round_closed")
    left = Script.objects.filter(round=round_, absent=False, final__isnull=True).count()
    if left:
        raise Conflict(words("%(count)s scripts do not have all their marks yet."), params={"count": left}, code="marks_missing")
    round_.state, round_.closed_at, round_.seal = RoundState.CLOSED, clock.now(), seal_of_round(round_)
    round_.save(update_fields=["state", "closed_at", "seal"])
    scripts = Script.objects.filter(round=round_).count()
    payload = {"round": round_.place, "scripts": scripts, "seal": round_.seal}
    tell(round_.plan, RecruitmentEvent.ROUND_CLOSED, actor=actor, payload=payload)
    return round_


def seal_of_round(round_: Round) -> str:
    """A hash over the marks of a round before complaints: script, who marked in which turn, points. One query."""
    rows = Mark.objects.filter(script__round_id=round_.pk, turn__in=MARKING).order_by("script__code", "turn")
    columns = rows.values_list("script__code", "turn", "marker_id", "points")
    told = [[code, turn, who, f"{points:.2f}"] for code, turn, who, points in columns]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
