"""Record the reform plan of a unit for a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.office.reform.events import PLAN as STREAM
from motcua.office.reform.events import ReformEvent
from motcua.office.reform.models import Plan, PlanTask
from motcua.office.reform.rights import PLAN
from motcua.office.reform.rules.plan_lines import PlannedTask, end_of


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan as it is typed in."""

    unit_id: int
    year: int
    number: str
    title: str
    decided_on: date
    tasks: Sequence[PlannedTask]


@transaction.atomic
def record_plan(text: PlanText, *, actor: Actor) -> Plan:
    """Store a plan with its tasks, not issued yet, all or nothing.

    Errors: `InvalidInput` naming the field or the task whose owner is unknown or outside the unit, `Conflict` when the number is
    there already, `Forbidden`.
    """
    place = unit(text.unit_id)
    require(actor, PLAN, unit_path=place.path)
    missing = [FieldError(name, words("This is needed.")) for name in ("number", "title") if not getattr(text, name).strip()]
    owners = {one.code: one for one in Unit.objects.filter(code__in={task.owner_code for task in text.tasks}, path__startswith=place.path)}
    says = words("Task %(code)s: there is no unit “%(owner)s” at or below the unit of the plan.")
    missing += [
        FieldError("lines", says, {"code": task.code, "owner": task.owner_code}) for task in text.tasks if task.owner_code not in owners
    ]
    if missing:
        raise InvalidInput(words("The plan cannot be recorded."), fields=missing)
    plan = _plan(text, actor)
    PlanTask.objects.bulk_create(
        PlanTask(
            plan=plan,
            place=place_in_plan,
            code=task.code,
            area=task.area,
            title=task.title,
            product=task.product,
            owner=owners[task.owner_code],
            starts_on=task.starts_on,
            first_due_at=end_of(task.due_on),
            due_at=end_of(task.due_on),
        )
        for place_in_plan, task in enumerate(text.tasks)
    )
    payload = {"number": plan.number, "tasks": len(text.tasks)}
    record(STREAM, plan.pk, ReformEvent.RECORDED, actor=actor, at=clock.now(), unit_id=place.pk, payload=payload)
    return plan


def _plan(text: PlanText, actor: Actor) -> Plan:
    try:
        with transaction.atomic():
            return Plan.objects.create(
                unit_id=text.unit_id,
                year=text.year,
                number=text.number.strip(),
                title=text.title.strip(),
                decided_on=text.decided_on,
                recorded_by=actor.name,
            )
    except IntegrityError as twice:
        raise Conflict(words("A plan with this number is recorded already."), code="plan_known") from twice
