"""A citizen takes the own application back."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.office.recruitment.events import APPLICATION, RecruitmentEvent
from motcua.office.recruitment.models import Application
from motcua.office.recruitment.queries.notices import own_application
from motcua.office.recruitment.rules.states import ApplicationState, PlanState


@transaction.atomic
def withdraw_application(application_id: int, *, actor: Actor) -> Application:
    """Until the list of candidates is closed. A draft is forgotten. Errors: `Conflict`, `NotFound`."""
    own_application(application_id, actor=actor)
    found = Application.objects.select_for_update(of=("self",)).select_related("plan").get(pk=application_id)
    open_ = {ApplicationState.DRAFT, ApplicationState.RECEIVED, ApplicationState.ELIGIBLE, ApplicationState.NOT_ELIGIBLE}
    if found.state not in open_ or found.plan.state != PlanState.ANNOUNCED:
        raise Conflict(words("The list of candidates is closed; the application can no longer be taken back."), code="list_closed")
    if found.state == ApplicationState.DRAFT:
        found.delete()
        return found
    found.state, found.citizen_id = ApplicationState.WITHDRAWN, ""  # the person may apply again
    found.save(update_fields=["state", "citizen_id"])
    kind, now = RecruitmentEvent.WITHDRAWN, clock.now()
    record(APPLICATION, found.pk, kind, actor=actor, at=now, unit_id=found.plan.unit_id, subject_id=found.party_id)
    return found
