"""Say whether an applicant meets the conditions."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.office.recruitment.actions.turning import needed
from motcua.office.recruitment.events import APPLICATION, RecruitmentEvent
from motcua.office.recruitment.models import Application
from motcua.office.recruitment.queries.reach import require_reach
from motcua.office.recruitment.rights import PREPARE
from motcua.office.recruitment.rules.states import ApplicationState, PlanState

_OPEN = {ApplicationState.RECEIVED, ApplicationState.ELIGIBLE, ApplicationState.NOT_ELIGIBLE}


@transaction.atomic
def check_application(application_id: int, *, eligible: bool, reason: str = "", actor: Actor) -> Application:
    """Until the list is closed the judgement may change. Errors: `InvalidInput` without a reason for a no, `Conflict`, `Forbidden`."""
    found = Application.objects.select_for_update(of=("self",)).select_related("plan__unit").filter(pk=application_id).first()
    if found is None:
        raise NotFound(words("There is no such application."))
    require_reach(actor, PREPARE, found.plan.unit)
    if found.state not in _OPEN or found.plan.state != PlanState.ANNOUNCED:
        raise Conflict(words("The list of candidates is closed."), code="list_closed")
    found.reason = "" if eligible else needed(reason, "reason", words("Say which condition is not met."))
    found.state = ApplicationState.ELIGIBLE if eligible else ApplicationState.NOT_ELIGIBLE
    found.checked_by = actor.name
    found.save(update_fields=["state", "reason", "checked_by"])
    who = {"unit_id": found.plan.unit_id, "subject_id": found.party_id}
    payload = {"eligible": eligible, "reason": found.reason}
    record(APPLICATION, found.pk, RecruitmentEvent.CHECKED, actor=actor, at=clock.now(), payload=payload, **who)
    return found
