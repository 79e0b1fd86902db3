"""Note who did not come to a round, before anybody has marked."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.office.recruitment.actions.council import require_secretary, round_of
from motcua.office.recruitment.events import APPLICATION, RecruitmentEvent
from motcua.office.recruitment.models import Script
from motcua.office.recruitment.rules.states import RoundState


@transaction.atomic
def note_absence(script_id: int, *, absent: bool = True, actor: Actor) -> Script:
    """Errors: `Conflict` when the round is closed or the script has a mark, `Forbidden` for all but the secretary."""
    script = Script.objects.select_for_update(of=("self",)).select_related("round__plan", "application").filter(pk=script_id).first()
    if script is None:
        raise NotFound(words("There is no such script."))
    round_ = round_of(script.round_id)
    require_secretary(round_.plan, actor)
    if round_.state != RoundState.MARKING or script.marks.exists():
        raise Conflict(words("This script is marked already."), code="marked_already")
    script.absent = absent
    script.save(update_fields=["absent"])
    payload = {"round": round_.place, "absent": absent}
    who = {"unit_id": round_.plan.unit_id, "subject_id": script.application.party_id}
    record(APPLICATION, script.application_id, RecruitmentEvent.ABSENT, actor=actor, at=clock.now(), payload=payload, **who)
    return script
