"""A candidate asks for a script to be marked again."""

from django.db import IntegrityError, transaction

from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.office.recruitment.actions.turning import needed
from motcua.office.recruitment.events import APPLICATION, RecruitmentEvent
from motcua.office.recruitment.models import Complaint, Script
from motcua.office.recruitment.queries.notices import own_application
from motcua.office.recruitment.queries.reach import require_reach
from motcua.office.recruitment.rights import PREPARE
from motcua.office.recruitment.rules.states import PlanState


@transaction.atomic
def ask_review(script_id: int, *, reason: str, actor: Actor) -> Complaint:
    """By the candidate, or by an officer for a candidate who came to the office, within the window, once for a script.

    Errors: `InvalidInput` without a reason, `Conflict` outside the window or for a round that is not marked again, `NotFound`.
    """
    script = Script.objects.select_related("round__plan__unit", "application").filter(pk=script_id).first()
    if script is None:
        raise NotFound(words("There is no such application."))
    plan = script.round.plan
    if actor.kind == "citizen":
        own_application(script.application_id, actor=actor)
    else:
        require_reach(actor, PREPARE, plan.unit)
    told = needed(reason, "reason", words("Say why the mark should be looked at again."))
    if plan.state != PlanState.PUBLISHED or plan.complaints_until is None or clock.today() > plan.complaints_until:
        raise Conflict(words("The time for complaints is over, or has not begun."), code="no_window")
    if not script.round.reviewable or script.final is None or script.absent:
        raise Conflict(words("Marks of this round are not given again."), code="not_reviewable")
    now = clock.now()
    try:
        with transaction.atomic():
            made = Complaint.objects.create(
                application=script.application, script=script, reason=told, handed_in_at=now, old_mark=script.final
            )
    except IntegrityError as twice:
        raise Conflict(words("There is a complaint about this mark already."), code="complained") from twice
    who = {"unit_id": plan.unit_id, "subject_id": script.application.party_id}
    payload = {"round": script.round.place}
    record(APPLICATION, script.application_id, RecruitmentEvent.COMPLAINED, actor=actor, at=now, payload=payload, **who)
    return made
