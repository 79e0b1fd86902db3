"""Applications handed in at the office: one by one, or as a table."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.office.recruitment.actions.save_application import already, check, fill, open_plan
from motcua.office.recruitment.actions.send_application import hand_in
from motcua.office.recruitment.actions.turning import locked_plan
from motcua.office.recruitment.models import Application, Plan
from motcua.office.recruitment.queries.plans import rules_of
from motcua.office.recruitment.queries.reach import require_reach
from motcua.office.recruitment.rights import PREPARE
from motcua.office.recruitment.rules.applicants import Applicant, read_applicants


@transaction.atomic
def record_application(plan_id: int, given: Applicant, *, actor: Actor) -> Application:
    """Record one application handed in on paper; it gets its receipt number at once.

    Errors: `InvalidInput` naming every wrong field, `Conflict` after the last day or when the person applied already, `Forbidden`.
    """
    plan = _taking(plan_id, actor)
    check(plan, given)
    return _one(plan, given, actor)


@transaction.atomic
def import_applications(plan_id: int, rows: Sequence[Sequence[str]], *, actor: Actor) -> int:
    """Record every row of a table (without its heading), all or nothing; returns how many.

    Errors: `InvalidInput` naming every wrong row, also those who applied already; `Conflict` after the last day, `Forbidden`.
    """
    plan = _taking(plan_id, actor)
    rules = rules_of(plan)
    known = {
        "positions": set(plan.positions.values_list("code", flat=True)),
        "degrees": {one.key for one in rules.degrees},
        "priorities": {one.key for one in rules.priorities},
    }
    given = read_applicants(rows, known, clock.today())
    numbers = [one.citizen_id for one in given]
    there = set(Application.objects.filter(plan=plan, citizen_id__in=numbers).values_list("citizen_id", flat=True))
    if there:
        says = words("“%(key)s” has applied in this recruitment already.")
        known_already = [FieldError("rows", says, {"key": one}) for one in sorted(there)]
        raise InvalidInput(words("The list cannot be taken over."), fields=known_already)
    for one in given:
        _one(plan, one, actor)
    return len(given)


def _taking(plan_id: int, actor: Actor) -> Plan:
    plan = locked_plan(plan_id)
    require_reach(actor, PREPARE, plan.unit)
    return open_plan(plan)


def _one(plan: Plan, given: Applicant, actor: Actor) -> Application:
    application = Application(plan=plan, channel="desk")
    fill(application, given)
    try:
        with transaction.atomic():
            return hand_in(application, actor=actor)
    except IntegrityError as twice:
        raise already() from twice
