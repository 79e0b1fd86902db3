"""Publish the results: from today candidates may complain about their marks."""

from datetime import timedelta

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.office.recruitment.actions.turning import locked_plan, tell, turned
from motcua.office.recruitment.events import RecruitmentEvent
from motcua.office.recruitment.models import Plan
from motcua.office.recruitment.queries.plans import rules_of
from motcua.office.recruitment.queries.reach import require_reach
from motcua.office.recruitment.queries.results import results_of
from motcua.office.recruitment.rights import PREPARE
from motcua.office.recruitment.rules.states import PlanTurn


@transaction.atomic
def publish_results(plan_id: int, *, actor: Actor) -> Plan:
    """The days of the window are content (15: NĐ 138/2020 art. 13).

    Errors: `Conflict` while a round is open, `Forbidden`, `NotFound`.
    """
    plan = turned(locked_plan(plan_id), PlanTurn.PUBLISH)
    require_reach(actor, PREPARE, plan.unit)
    results_of(plan)  # refuses while a round is open
    today = clock.today()
    plan.published_on, plan.complaints_until = today, today + timedelta(days=rules_of(plan).complaint_days)
    plan.save(update_fields=["state", "published_on", "complaints_until"])
    tell(plan, RecruitmentEvent.PUBLISHED, actor=actor, payload={"complaints_until": plan.complaints_until.isoformat()})
    return plan
