"""How a person stands before a decision."""

from datetime import date

from django.db.models import Max, Q

from motcua.ground.directory.api import Tenure
from motcua.office.personnel.models import Decision, PersonFile, Placement
from motcua.office.personnel.rules.decisions import KINDS, DecisionText, Effect, Standing

_PLACING = [kind for kind, (_name, effect) in KINDS.items() if effect in {Effect.NEW_MAIN, Effect.EXTRA, Effect.LEAVE, Effect.TERM}]


def main_place(person_id: int) -> Placement | None:
    """The open main place of a person. One query."""
    found = Placement.objects.filter(person_id=person_id, main=True, valid_to__isnull=True)
    return found.select_related("unit", "person", "tenure__post").first()


def standing_of(person: PersonFile, place: Placement | None, text: DecisionText) -> Standing:
    """What `rules.decisions.faults_of` must know. At most four queries."""
    issued = Decision.objects.filter(person=person, state=Decision.State.ISSUED, kind__in=_PLACING)
    latest = issued.exclude(effective_on__lt=place.valid_from if place else date.min).aggregate(last=Max("effective_on"))["last"]
    same = person.placements.filter(unit_id=text.unit_id or 0, title=text.title.strip(), valid_to__isnull=True)
    return Standing(
        main_since=place.valid_from if place else None,
        term_ends_on=place.term_ends_on if place else None,
        coefficient=person.coefficient,
        latest_effect=latest,
        same_place=text.unit_id is not None and same.exists(),
        other_head=other_head(text.unit_id, text.effective_on, person) if text.head and text.unit_id else "",
    )


def other_head(unit_id: int, day: date, person: PersonFile) -> str:
    """Who else heads the unit on that day by the files or by the directory, "" when nobody. Two queries."""
    placed = Placement.objects.on(day).filter(unit_id=unit_id, title_key="head").exclude(person=person).select_related("person").first()
    if placed is not None:
        return placed.person.full_name
    open_then = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    tenures = Tenure.objects.filter(open_then, valid_from__lte=day, post__unit_id=unit_id, post__role="leader")
    held = tenures.exclude(post__signs_for__startswith="KT.").exclude(account_id=person.account_id or 0)
    found = held.select_related("account").first()
    return found.account.name if found is not None else ""
