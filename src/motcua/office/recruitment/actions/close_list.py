"""Close the list of candidates who meet the conditions."""

from django.db import transaction
from django.db.models import Count

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.office.recruitment.actions.turning import locked_plan, tell, turned
from motcua.office.recruitment.events import RecruitmentEvent
from motcua.office.recruitment.models import Application, Plan
from motcua.office.recruitment.queries.reach import require_reach
from motcua.office.recruitment.rights import PREPARE
from motcua.office.recruitment.rules.states import ApplicationState, PlanTurn


@transaction.atomic
def close_list(plan_id: int, *, actor: Actor) -> Plan:
    """After the last day of applications, when every one was looked at; drafts that were never sent are forgotten.

    Errors: `Conflict` while the notice runs, while applications wait to be looked at, or when nobody is eligible; `Forbidden`.
    """
    plan = turned(locked_plan(plan_id), PlanTurn.LIST)
    require_reach(actor, PREPARE, plan.unit)
    if plan.closes_on is None or clock.today() <= plan.closes_on:
        raise Conflict(words("Applications are taken until %(day)s."), params={"day": f"{plan.closes_on:%d/%m/%Y}"}, code="notice_runs")
    Application.objects.filter(plan=plan, state=ApplicationState.DRAFT).delete()
    rows = Application.objects.filter(plan=plan).order_by().values("state").annotate(amount=Count("pk"))
    counts = {row["state"]: row["amount"] for row in rows}
    if left := counts.get(ApplicationState.RECEIVED, 0):
        raise Conflict(words("%(count)s applications are not checked yet."), params={"count": left}, code="unchecked")
    if not counts.get(ApplicationState.ELIGIBLE):
        raise Conflict(words("Nobody meets the conditions; there is nothing to examine."), code="nobody_eligible")
    plan.listed_at = clock.now()
    plan.save(update_fields=["state", "listed_at"])
    payload = {"eligible": counts[ApplicationState.ELIGIBLE], "not_eligible": counts.get(ApplicationState.NOT_ELIGIBLE, 0)}
    tell(plan, RecruitmentEvent.LISTED, actor=actor, payload=payload)
    return plan
