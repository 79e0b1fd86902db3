"""Take over who fills which post, for very many people at once."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import IntegrityError, transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.office.staffing.actions.write_line import Ground, locked, write_line
from motcua.office.staffing.events import QUOTA, QuotaEvent
from motcua.office.staffing.models import Quota, Use
from motcua.office.staffing.rights import ADOPT
from motcua.office.staffing.rules.ledger import Line, Sums, in_force

_AT_ONCE = 1000


class UseEntry(NamedTuple):
    """Somebody fills a post of a unit from a day on; a division's people fill those of the nearest unit above it with posts."""

    unit_id: int
    kind: str
    person_ref: str
    first_day: date


@transaction.atomic
def adopt_uses(entries: Sequence[UseEntry], *, decision: str = "", reason: str = "", actor: Actor) -> int:
    """Count all these people in, all or none; one line of the ledger per quota. Returns how many.

    Errors: `Conflict` naming the unit when more people than posts are given, when a unit has no posts of the kind, or when somebody
    fills a post already; `Forbidden`.
    """
    require(actor, ADOPT)
    quotas = _quotas({(entry.unit_id, entry.kind) for entry in entries})
    counts: Counter[int] = Counter()
    uses = []
    for entry in entries:
        mine = quotas[entry.unit_id, entry.kind]
        uses.append(Use(unit_id=mine[0].unit_id, kind=entry.kind, person_ref=entry.person_ref, first_day=entry.first_day))
        since = in_force([quota.year for quota in mine], entry.first_day)
        counts.update(quota.pk for quota in mine if since is not None and quota.year >= since)
    try:
        with transaction.atomic():
            Use.objects.bulk_create(uses, batch_size=_AT_ONCE)
    except IntegrityError as held:
        raise Conflict(words("Somebody in the list fills a post already."), code="post_held_already") from held
    ground = Ground(day=max((entry.first_day for entry in entries), default=clock.today()), decision_number=decision, reason=reason)
    for quota in locked(counts).values():
        write_line(quota, Line.TAKEN_UP, Sums(used=counts[quota.pk]), ground, actor=actor)
    payload = {"people": len(uses), "quotas": len(counts)}
    record(QUOTA, 0, QuotaEvent.ADOPTED, actor=actor, at=clock.now(), payload=payload)
    return len(uses)


def _quotas(wanted: set[tuple[int, str]]) -> dict[tuple[int, str], list[Quota]]:
    """The quotas of the unit that counts for each, oldest first. Two queries."""
    units = Unit.objects.in_bulk({unit_id for unit_id, _kind in wanted})
    lines = {unit_id: [int(step) for step in place.path.strip("/").split("/")] for unit_id, place in units.items()}
    above = {step for line in lines.values() for step in line}
    kinds = {kind for _unit, kind in wanted}
    known: dict[tuple[int, str], list[Quota]] = {}
    for quota in Quota.objects.filter(unit_id__in=above, kind__in=kinds).select_related("unit").order_by("year", "pk"):
        known.setdefault((quota.unit_id, quota.kind), []).append(quota)
    found: dict[tuple[int, str], list[Quota]] = {}
    for unit_id, kind in wanted:
        holders = [known[step, kind] for step in lines.get(unit_id, ()) if (step, kind) in known]
        same = [holder for holder in holders if holder[0].unit.body_id == units[unit_id].body_id]
        if not same:
            raise Conflict(
                words("%(unit)s has no posts of this kind."),
                code="quota_missing",
                params={"unit": getattr(units.get(unit_id), "name", unit_id)},
            )
        found[unit_id, kind] = same[-1]
    return found
