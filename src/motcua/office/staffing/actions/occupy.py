"""Somebody takes up a post of a unit."""

from datetime import date

from django.db import IntegrityError, transaction

from motcua.blocks.events.api import record
from motcua.ground.directory.api import Unit, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.office.staffing.actions.write_line import Ground, locked, over, write_line
from motcua.office.staffing.events import QUOTA, QuotaEvent
from motcua.office.staffing.models import Quota, Use
from motcua.office.staffing.queries.content import rules_on
from motcua.office.staffing.queries.quotas_of import quotas_on, require_at
from motcua.office.staffing.rights import TAKE_UP
from motcua.office.staffing.rules.ledger import Line, Stay, Sums, most_at_once

_ONE = Sums(used=1)


@transaction.atomic
def occupy(unit_id: int, kind: str, *, day: date, person_ref: str, decision: str = "", actor: Actor) -> Use:
    """Count somebody in the posts of a unit from `day` on, until `release`; `person_ref` names the person for ever.

    A division uses the posts of the nearest unit above it in its agency. Errors: `Conflict` (`quota_over`, `quota_missing`,
    `post_held_already`) saying the way out, `Forbidden`, `NotFound`.
    """
    place = unit(unit_id)
    require_at(actor, TAKE_UP, place)
    quotas = locked(quota.pk for quota in quotas_on(place, kind, day))
    holder = next(iter(quotas.values())).unit
    _may_fill(holder, kind, day)
    ground = Ground(day=day, decision_number=decision, person_ref=person_ref)
    for quota in quotas.values():
        write_line(quota, Line.TAKEN_UP, _ONE, ground, actor=actor)
    _room_every_day(list(quotas.values()), kind, day)
    try:
        with transaction.atomic():
            use = Use.objects.create(unit=holder, kind=kind, person_ref=person_ref, first_day=day)
    except IntegrityError as held:
        raise Conflict(
            words("This person fills a post already."), code="post_held_already", way_out=words("Record first the last day in that post.")
        ) from held
    payload = {"kind": kind, "day": day.isoformat(), "person_ref": person_ref}
    record(QUOTA, use.pk, QuotaEvent.TAKEN_UP, actor=actor, at=clock.now(), unit_id=holder.pk, payload=payload)
    return use


def _may_fill(holder: Unit, kind: str, day: date) -> None:
    """Only units of the kinds that the province names have people of their own in posts of a kind."""
    known = rules_on(day).kind(kind)
    if known is None or holder.kind not in known.fills:
        raise Conflict(
            words("People of %(unit)s cannot count in posts of this kind."),
            code="quota_wrong_kind",
            params={"unit": holder.name},
            way_out=words("Choose another kind of posts, or the public service unit the person works in."),
        )


def _room_every_day(quotas: list[Quota], kind: str, day: date) -> None:
    """Those who are leaving later are still there: on no day may more be present than there are posts."""
    holder = quotas[0].unit_id
    stays = [Stay(first, last) for first, last in _stays(holder, kind, day)]
    room = quotas[0].sums.kept
    if most_at_once([*stays, Stay(day, None)], day) > room:
        quotas[0].used -= 1  # said as it was before
        raise over(quotas[0], _ONE)


def _stays(unit_id: int, kind: str, since: date) -> list[tuple[date, date | None]]:
    rows = Use.objects.filter(unit_id=unit_id, kind=kind).exclude(last_day__lt=since)
    return list(rows.values_list("first_day", "last_day"))
