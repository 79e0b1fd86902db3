"""Applications as officials see them."""

from django.db.models import Count, QuerySet

from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.office.recruitment.models import Application, Plan
from motcua.office.recruitment.queries.reach import near
from motcua.office.recruitment.rights import READ
from motcua.office.recruitment.rules.states import ApplicationState

PAGE = 50
_HANDED_IN = [state for state in ApplicationState if state not in {ApplicationState.DRAFT}]


def applications(plan: Plan, *, state: str = "", position_id: int | None = None, after: int | None = None) -> list[Application]:
    """What was handed in, in the order of receipt, one page and one more row when there is another. One query; the plan was read before."""
    found = _of(plan)
    if state:
        found = found.filter(state=state)
    if position_id is not None:
        found = found.filter(position_id=position_id)
    if after is not None:
        found = found.filter(pk__gt=after)
    return list(found.order_by("pk")[: PAGE + 1])


def whole_list(plan: Plan, state: str = "") -> list[Application]:
    """Everything handed in, by position and name, for lists and tables. One query."""
    found = _of(plan).filter(state=state) if state else _of(plan)
    return list(found.order_by("position__place", "full_name", "pk"))


def counts(plan: Plan) -> dict[str, int]:
    """How many applications stand where. One query."""
    rows = _of(plan).order_by().values("state").annotate(amount=Count("pk"))
    return {row["state"]: row["amount"] for row in rows}


def application_of(application_id: int, *, actor: Actor) -> Application:
    """One application with plan, position and papers; `NotFound` also for one the actor may not see."""
    found = (
        Application.objects.filter(near(actor, READ, "plan__unit__path"), state__in=_HANDED_IN)
        .select_related("plan__unit", "position__unit")
        .prefetch_related("papers__file")
        .filter(pk=application_id)
        .first()
    )
    if found is None:
        raise NotFound(words("There is no such application."))
    return found


def _of(plan: Plan) -> QuerySet[Application]:
    return Application.objects.filter(plan=plan, state__in=_HANDED_IN).select_related("position__unit")
