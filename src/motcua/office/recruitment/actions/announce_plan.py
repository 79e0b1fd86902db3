"""Publish the notice: from today applications are taken."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.office.recruitment.actions.turning import locked_plan, tell, turned
from motcua.office.recruitment.events import RecruitmentEvent
from motcua.office.recruitment.models import Plan, Round
from motcua.office.recruitment.queries.content import edition_on
from motcua.office.recruitment.queries.reach import require_reach
from motcua.office.recruitment.rights import PREPARE
from motcua.office.recruitment.rules.content import Edition, RoundRule
from motcua.office.recruitment.rules.states import PlanTurn


@transaction.atomic
def announce_plan(plan_id: int, *, actor: Actor) -> Plan:
    """Put an approved plan on the public page for the days of the rules (30: NĐ 138/2020 art. 12), and fix its rounds.

    Errors: `Conflict`, `Forbidden`, `NotFound`.
    """
    plan = turned(locked_plan(plan_id), PlanTurn.ANNOUNCE)
    require_reach(actor, PREPARE, plan.unit)
    today = clock.today()
    rules = edition_on(today)
    plan.announced_on, plan.closes_on = today, today + timedelta(days=rules.application_days)
    plan.save(update_fields=["state", "announced_on", "closes_on"])
    kept = rules.rounds["exam" if plan.method == "exam" else "interview"]
    Round.objects.bulk_create(_round(plan, place, one, rules) for place, one in enumerate(kept, 1))
    tell(plan, RecruitmentEvent.ANNOUNCED, actor=actor, payload={"closes_on": plan.closes_on.isoformat()})
    return plan


def _round(plan: Plan, place: int, rule: RoundRule, rules: Edition) -> Round:
    return Round(
        plan=plan,
        place=place,
        key=rule.key,
        kind=rule.kind,
        name_vi=rule.vi,
        name_en=rule.en,
        highest=rule.highest,
        pass_mark=rule.pass_mark,
        most_difference=rule.highest * Decimal(rules.difference_percent) / 100,
        markers=rule.markers,
        counts=rule.counts,
        reviewable=rule.reviewable,
    )
