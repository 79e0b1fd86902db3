"""What the public sees of recruitment, and what an applicant sees of the own application."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.office.recruitment.models import Application, Plan, Script
from motcua.office.recruitment.rights import APPLY
from motcua.office.recruitment.rules.states import PUBLIC_STATES, RESULT_STATES, PlanState

_MOST = 200


@dataclass(frozen=True, slots=True)
class OwnRound:
    """One round of the applicant: the script, its mark once results are published, and whether it may be complained about."""

    script: Script
    mark: Decimal | None
    may_complain: bool


def notices(*, running: bool) -> list[Plan]:
    """Notices of the public page: those that take applications, or the others, newest first, at most 200. One query."""
    found = Plan.objects.filter(state__in=PUBLIC_STATES, simulated=False).select_related("unit").annotate(wanted=Sum("positions__wanted"))
    open_now = {"state": PlanState.ANNOUNCED, "closes_on__gte": clock.today()}
    found = found.filter(**open_now) if running else found.exclude(**open_now)
    return list(found.order_by("-announced_on", "-pk")[:_MOST])


def notice(plan_id: int) -> Plan:
    """One notice; `NotFound` for a plan that is not announced."""
    found = Plan.objects.filter(state__in=PUBLIC_STATES, simulated=False).select_related("unit").filter(pk=plan_id).first()
    if found is None:
        raise NotFound(words("There is no such notice."), way_out=words("Look at the list of notices."))
    return found


def own_applications(*, actor: Actor) -> list[Application]:
    """Everything the citizen began or sent, newest first, at most 200. One query."""
    require(actor, APPLY)
    found = Application.objects.filter(party_id=actor.party_id) if actor.party_id else Application.objects.none()
    return list(found.select_related("plan__unit", "position").order_by("-pk")[:_MOST])


def own_application(application_id: int, *, actor: Actor) -> Application:
    """One own application; `NotFound` for anybody else's."""
    require(actor, APPLY)
    own = Application.objects.filter(party_id=actor.party_id or 0).select_related("plan__unit", "position__unit")
    found = own.filter(pk=application_id).first()
    if found is None:
        raise NotFound(words("There is no such application."))
    return found


def own_rounds(application: Application) -> list[OwnRound]:
    """The rounds of an applicant; marks are told when the results are published. One query."""
    plan, told = application.plan, application.plan.state in RESULT_STATES
    open_ = plan.state == PlanState.PUBLISHED and plan.complaints_until is not None and clock.today() <= plan.complaints_until
    found = Script.objects.filter(application=application).select_related("round", "complaint").order_by("round__place")
    return [
        OwnRound(
            script,
            script.final if told else None,
            open_ and script.round.reviewable and not script.absent and not hasattr(script, "complaint"),
        )
        for script in found
    ]
