"""Plans as officials see them."""

from django.db.models import Count, Q, QuerySet, Sum

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.office.recruitment.models import Plan, Position
from motcua.office.recruitment.queries.content import edition_on
from motcua.office.recruitment.queries.reach import near
from motcua.office.recruitment.rights import READ
from motcua.office.recruitment.rules.content import Edition
from motcua.office.recruitment.rules.states import PlanState

PAGE = 50


def plans(*, actor: Actor, state: str = "", before: int | None = None) -> list[Plan]:
    """Plans the actor may read, newest first, one page (and one more row when there is another page), with wanted places. Two queries."""
    require(actor, READ)
    found = _readable(actor).select_related("unit").annotate(wanted=Sum("positions__wanted"))
    if state:
        found = found.filter(state=state)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[: PAGE + 1])


def counts_by_state(*, actor: Actor) -> dict[str, int]:
    """How many plans the actor may read stand where. Two queries."""
    require(actor, READ)
    rows = _readable(actor).order_by().values("state").annotate(amount=Count("pk"))
    return {row["state"]: row["amount"] for row in rows}


def plan_of(plan_id: int, *, actor: Actor) -> Plan:
    """One plan with its agency; `NotFound` also for one the actor may not see."""
    require(actor, READ)
    found = _readable(actor).select_related("unit").filter(pk=plan_id).first()
    if found is None:
        raise NotFound(words("There is no such plan."))
    return found


def positions_of(plan: Plan) -> list[Position]:
    """The positions in order, each with its unit and how many applied. One query."""
    handed_in = Count("applications", filter=~Q(applications__state__in=["draft", "withdrawn"]))
    return list(Position.objects.filter(plan=plan).select_related("unit").annotate(applied=handed_in).order_by("place", "pk"))


def rules_of(plan: Plan) -> Edition:
    """The rules that hold for a plan: those of the day of its notice, before it those of today."""
    return edition_on(plan.announced_on or clock.today())


def _readable(actor: Actor) -> QuerySet[Plan]:
    return Plan.objects.filter(near(actor, READ, "unit__path"))


def is_open(plan: Plan) -> bool:
    """Whether applications are taken today."""
    today = clock.today()
    return bool(plan.state == PlanState.ANNOUNCED and plan.announced_on and plan.closes_on and plan.announced_on <= today <= plan.closes_on)
