"""The secretary looks at which code is whose; every look is written down."""

from django.db import transaction

from motcua.blocks.audit.api import record_access
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.office.recruitment.actions.council import require_secretary, round_of
from motcua.office.recruitment.actions.turning import tell
from motcua.office.recruitment.events import PLAN, RecruitmentEvent
from motcua.office.recruitment.models import Script


@transaction.atomic
def read_names(round_id: int, *, actor: Actor) -> list[Script]:
    """Scripts of a round with the applications behind them, by code; one event names the look, and one each candidate who is known as
    a party. Errors: `Forbidden` for all but the secretary, `NotFound`.
    """
    round_ = round_of(round_id)
    require_secretary(round_.plan, actor)
    found = list(Script.objects.filter(round=round_).select_related("application__position").order_by("code"))
    tell(round_.plan, RecruitmentEvent.NAMES_READ, actor=actor, payload={"round": round_.place, "scripts": len(found)})
    now = clock.now()
    for script in found:
        if script.application.party_id is not None:
            record_access(
                actor=actor,
                subject_id=script.application.party_id,
                purpose="recruitment_codes",
                at=now,
                stream=PLAN,
                stream_id=round_.plan_id,
            )
    return found
