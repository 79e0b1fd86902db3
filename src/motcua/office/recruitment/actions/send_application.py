"""Send an application: it gets its receipt number."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.numbering.api import next_number
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.office.recruitment.actions.save_application import open_plan
from motcua.office.recruitment.events import APPLICATION, RecruitmentEvent
from motcua.office.recruitment.models import Application
from motcua.office.recruitment.queries.notices import own_application
from motcua.office.recruitment.rules.states import ApplicationState


@transaction.atomic
def send_application(application_id: int, *, actor: Actor) -> Application:
    """Hand in the own draft. Errors: `Conflict` after the last day or when it was sent already, `NotFound`."""
    own_application(application_id, actor=actor)
    draft = Application.objects.select_for_update(of=("self",)).select_related("plan").get(pk=application_id)
    if draft.state != ApplicationState.DRAFT:
        raise Conflict(words("This application was sent already."), code="application_sent")
    open_plan(draft.plan)
    return hand_in(draft, actor=actor)


def hand_in(application: Application, *, actor: Actor) -> Application:
    """Number, save and tell; in the transaction of the caller."""
    now, plan = clock.now(), application.plan
    application.receipt = f"TD{now.year}-{plan.pk}-{next_number(f'recruitment/{plan.pk}'):04d}"
    application.state, application.handed_in_at = ApplicationState.RECEIVED, now
    application.save()
    payload = {"receipt": application.receipt, "channel": application.channel}
    who = {"unit_id": plan.unit_id, "subject_id": application.party_id}
    record(APPLICATION, application.pk, RecruitmentEvent.HANDED_IN, actor=actor, at=now, payload=payload, **who)
    return application
