"""Somebody gives a post back."""

from datetime import date, timedelta

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.office.staffing.actions.write_line import Ground, locked, write_line
from motcua.office.staffing.events import QUOTA, QuotaEvent
from motcua.office.staffing.models import Use
from motcua.office.staffing.queries.quotas_of import quotas_on, require_at
from motcua.office.staffing.rights import TAKE_UP
from motcua.office.staffing.rules.ledger import Line, Sums


@transaction.atomic
def release(person_ref: str, *, day: date, decision: str = "", reason: str = "", actor: Actor) -> None:
    """`day` is the last day on which the person counts in the posts of the unit; a day before the first takes the post back unused.

    The past stays: whoever asks about a day before still sees the person there. Errors: `NotFound` when the person fills no post,
    `Forbidden`.
    """
    use = Use.objects.select_for_update(of=("self",)).select_related("unit").filter(person_ref=person_ref, last_day__isnull=True).first()
    if use is None:
        raise NotFound(words("This person fills no post."))
    require_at(actor, TAKE_UP, use.unit)
    never = day < use.first_day
    after = use.first_day if never else day + timedelta(days=1)
    ground = Ground(day=after, decision_number=decision, reason=reason, person_ref=person_ref)
    for quota in locked(quota.pk for quota in quotas_on(use.unit, use.kind, after)).values():
        write_line(quota, Line.GIVEN_BACK, Sums(used=-1), ground, actor=actor)
    payload = {"kind": use.kind, "day": day.isoformat(), "person_ref": person_ref}
    record(QUOTA, use.pk, QuotaEvent.GIVEN_BACK, actor=actor, at=clock.now(), unit_id=use.unit_id, payload=payload)
    if never:
        use.delete()
    else:
        use.last_day = day
        use.save(update_fields=["last_day"])
