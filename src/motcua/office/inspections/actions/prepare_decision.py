"""The inspector proposes team, days and the period looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from motcua.ground.directory.api import Tenure
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.office.inspections.actions.take_turn import held_inspection, told
from motcua.office.inspections.events import InspectionEvent
from motcua.office.inspections.models import Inspection, TeamMember
from motcua.office.inspections.queries.content import inspection_content
from motcua.office.inspections.rights import INSPECT
from motcua.office.inspections.rules.turns import Turn

_MOST_OTHERS = 10


@dataclass(frozen=True, slots=True)
class Preparation:
    """What the decision will say; `others` are members from elsewhere, by name."""

    head_account: int
    members: Sequence[int]
    others: Sequence[str]
    starts_on: date
    days: int
    examined_from: date
    examined_to: date


@transaction.atomic
def prepare_decision(inspection_id: int, said: Preparation, *, actor: Actor) -> Inspection:
    """Store the proposal; a later one replaces it until the head signs.

    Errors: `InvalidInput` naming the field, `Conflict` when it is decided already, `Forbidden`.
    """
    found = held_inspection(inspection_id, Turn.PREPARE, capability=INSPECT, actor=actor)
    people = _people(found, {said.head_account, *said.members})
    faults = _faults(said, people)
    if faults:
        raise InvalidInput(words("The decision cannot be prepared."), fields=faults)
    found.starts_on, found.days = said.starts_on, said.days
    found.examined_from, found.examined_to = said.examined_from, said.examined_to
    found.prepared_by_account = actor.account_id
    found.team.all().delete()
    chosen = dict.fromkeys([said.head_account, *said.members])
    TeamMember.objects.bulk_create(
        [
            *(TeamMember(inspection=found, account=one, name=people[one][0], title=people[one][1], is_head=n == 0)
              for n, one in enumerate(chosen)),
            *(TeamMember(inspection=found, name=name.strip()[:200]) for name in said.others if name.strip()),
        ]
    )  # fmt: skip
    told(found, InspectionEvent.PREPARED, actor=actor, payload={"head": people[said.head_account][0]})
    return found


def _people(found: Inspection, accounts: set[int]) -> dict[int, tuple[str, str]]:
    """Names and titles of those accounts that hold posts in the inspecting body today."""
    day = clock.today()
    held = Tenure.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day, account__in=accounts)
    held = held.filter(post__unit__path__startswith=found.body.path).select_related("post", "account").order_by("-pk")
    return {one.account_id: (one.account.name, one.post.title) for one in held}


def _faults(said: Preparation, people: dict[int, tuple[str, str]]) -> list[FieldError]:
    most = inspection_content().law_on(said.starts_on).most_days
    faults = []
    if said.head_account not in people:
        faults.append(FieldError("head", words("Choose the head of the team among those who hold posts in the inspecting body.")))
    if any(one not in people for one in said.members):
        faults.append(FieldError("members", words("Choose members among those who hold posts in the inspecting body.")))
    if len(said.others) > _MOST_OTHERS:
        faults.append(FieldError("others", words("At most ten members from elsewhere.")))
    if said.starts_on < clock.today():
        faults.append(FieldError("starts_on", words("The first day lies in the past.")))
    if not 1 <= said.days <= most:
        faults.append(FieldError("days", words("The law allows from 1 to %(most)s working days."), {"most": most}))
    if said.examined_to < said.examined_from:
        faults.append(FieldError("examined_to", words("The period ends before it begins.")))
    return faults
