"""Move posts from one unit to another by a decision."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.office.staffing.actions.assign_quota import MOST
from motcua.office.staffing.actions.write_line import Ground, locked, write_line
from motcua.office.staffing.events import QUOTA, QuotaEvent
from motcua.office.staffing.models import Quota
from motcua.office.staffing.queries.quotas_of import require_at
from motcua.office.staffing.rights import ASSIGN
from motcua.office.staffing.rules.ledger import Chain, Line, Sums, chain

_BETWEEN = {True: Line.HANDED_DOWN, False: Line.HANDED_BACK}


@dataclass(frozen=True, slots=True)
class PostsMoved:
    """How many posts leave which quota for which other, and the decision that says so."""

    giving: int
    receiving: int
    amount: int
    decision_number: str
    decided_on: date
    reason: str = ""


@transaction.atomic
def move_posts(text: PostsMoved, *, actor: Actor) -> Quota:
    """Take vacant posts from one quota and give them to another of the same year and kind; all units between them are told in the ledger.

    Errors: `InvalidInput` naming the field, `Conflict` when fewer are vacant or the units have no unit above in common, `NotFound`,
    `Forbidden` unless the actor may assign in both.
    """
    _checked(text)
    quotas = _on_the_way(text)
    giving, receiving = quotas[text.giving], quotas[text.receiving]
    for quota in (giving, receiving):
        require_at(actor, ASSIGN, quota.unit)
    way = chain(text.giving, text.receiving, {quota.pk: quota.source_id for quota in quotas.values()})
    if way is None or (giving.year, giving.kind) != (receiving.year, receiving.kind):
        raise Conflict(
            words("Posts move between units of one province, within the same year and kind."),
            code="quota_no_way",
            way_out=words("Choose two units that got their posts of this year from the same unit above."),
        )
    ground = Ground(max(text.decided_on, date(giving.year, 1, 1)), text.decision_number.strip(), text.decided_on, text.reason.strip())
    for one, change in _changes(way, quotas, text.amount).items():
        quota = quotas[one]
        line = Line.MOVED_OUT if one == text.giving else Line.MOVED_IN if one == text.receiving else _BETWEEN[change.assigned > 0]
        write_line(quota, line, change, ground, other=giving.unit if line is Line.MOVED_IN else receiving.unit, actor=actor)
    payload = {"year": giving.year, "kind": giving.kind, "amount": text.amount, "decision": ground.decision_number, "to": receiving.unit_id}
    record(QUOTA, giving.pk, QuotaEvent.MOVED, actor=actor, at=clock.now(), unit_id=giving.unit_id, payload=payload)
    return receiving


def _changes(way: Chain, quotas: dict[int, Quota], amount: int) -> dict[int, Sums]:
    """What changes in each quota on the way, those that give first."""
    found: dict[int, Sums] = {}

    def add(quota_id: int | None, change: Sums) -> None:
        if quota_id is not None:
            found[quota_id] = found.get(quota_id, Sums()).with_line(change)

    for one in way.back:
        add(one, Sums(assigned=-amount))
        add(quotas[one].source_id, Sums(handed_down=-amount))
    for one in way.down:
        add(quotas[one].source_id, Sums(handed_down=amount))
        add(one, Sums(assigned=amount))
    return {one: change for one, change in found.items() if any(change)}


def _on_the_way(text: PostsMoved) -> dict[int, Quota]:
    """Both quotas and all those above them, locked."""
    sources: dict[int, int | None] = {}
    wanted = {text.giving, text.receiving}
    while wanted:
        rows = dict(Quota.objects.filter(pk__in=wanted).values_list("pk", "source_id"))
        sources |= rows
        wanted = {source for source in rows.values() if source is not None} - sources.keys()
    if not {text.giving, text.receiving} <= sources.keys():
        raise NotFound(words("There is no such quota."))
    return locked(sources)


def _checked(text: PostsMoved) -> None:
    faults = []
    if not 1 <= text.amount <= MOST:
        faults.append(FieldError("amount", words("Give the number of posts as a whole number from 1.")))
    if text.giving == text.receiving:
        faults.append(FieldError("receiving", words("Choose another unit than the one that gives the posts.")))
    if not text.decision_number.strip():
        faults.append(FieldError("decision_number", words("Give the number of the decision.")))
    if text.decided_on > clock.today():
        faults.append(FieldError("decided_on", words("The decision cannot lie in the future.")))
    if faults:
        raise InvalidInput(words("The posts cannot be moved."), fields=faults)
