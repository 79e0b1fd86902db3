"""What every change of a quota does: find it, lock it, change its sums, write the line of the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.office.staffing.models import Quota, QuotaMove
from motcua.office.staffing.rules.ledger import Line, Sums


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a change rests: the day it counts from, and the decision, if there is one."""

    day: date
    decision_number: str = ""
    decided_on: date | None = None
    reason: str = ""
    person_ref: str = ""


def locked(quota_ids: Iterable[int]) -> dict[int, Quota]:
    """These quotas, locked in the order of their ids so that nobody waits for nobody."""
    found = Quota.objects.select_for_update(of=("self",)).select_related("unit").filter(pk__in=list(quota_ids)).order_by("pk")
    return {quota.pk: quota for quota in found}


def write_line(quota: Quota, line: Line, change: Sums, ground: Ground, *, other: Unit | None = None, actor: Actor) -> QuotaMove:
    """Change the sums of a quota and add the line that says why.

    Errors: `Conflict` naming unit, year, assigned and used when more would be filled or handed on than is assigned: the database
    itself refuses it.
    """
    try:
        with transaction.atomic():
            Quota.objects.filter(pk=quota.pk).update(
                assigned=F("assigned") + change.assigned, handed_down=F("handed_down") + change.handed_down, used=F("used") + change.used
            )
    except IntegrityError as refused:
        quota.refresh_from_db(fields=["assigned", "handed_down", "used"])
        raise over(quota, change) from refused
    after = quota.sums.with_line(change)
    quota.assigned, quota.handed_down, quota.used = after
    return QuotaMove.objects.create(
        quota=quota,
        line=line,
        day=ground.day,
        **change._asdict(),
        decision_number=ground.decision_number,
        decided_on=ground.decided_on,
        reason=ground.reason,
        person_ref=ground.person_ref,
        other=other,
        at=clock.now(),
        by=actor.name,
        by_account=actor.account_id,
    )


def over(quota: Quota, change: Sums) -> Conflict:
    """The refusal of a change that asks for more than is assigned, in words."""
    told = {
        "unit": quota.unit.name,
        "year": quota.year,
        "assigned": quota.assigned,
        "handed": quota.handed_down,
        "used": quota.used,
        "wanted": abs(change.assigned) or change.handed_down or change.used,
    }
    if change.assigned < 0:
        return Conflict(
            words(
                "%(unit)s has %(assigned)s posts for %(year)s: %(used)s are filled and %(handed)s are handed on to units below, "
                "so %(wanted)s cannot be taken away."
            ),
            code="quota_below_present",
            params=told,
            way_out=words("First release people, move them to another unit, or take posts back from the units below."),
        )
    if change.handed_down > 0:
        return Conflict(
            words(
                "%(unit)s got %(assigned)s posts for %(year)s: %(used)s are filled and %(handed)s are handed on already, "
                "so %(wanted)s more cannot be handed on."
            ),
            code="quota_handed_over",
            params=told,
            way_out=words("Assign less, or have the posts of the unit above raised by a decision first."),
        )
    return Conflict(
        words("%(unit)s has %(assigned)s posts for %(year)s: %(used)s are filled and %(handed)s are handed on. None is free."),
        code="quota_over",
        params=told,
        way_out=words("Have an adjusting decision issued, move a post here from another unit, or wait until a post becomes vacant."),
    )
