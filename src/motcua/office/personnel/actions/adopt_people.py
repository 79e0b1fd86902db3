"""Take over very many files with their places: those of a province that moves in, or the invented ones of a simulated year."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db import transaction

from motcua.blocks.bulk.api import Row, set_ids_aside, write_rows
from motcua.blocks.events.api import record
from motcua.blocks.numbering.api import next_numbers
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.office.personnel.actions.receive_person import effective_moment
from motcua.office.personnel.events import FILE, PersonnelEvent
from motcua.office.personnel.models import Decision, PersonFile, Placement, name_columns
from motcua.office.personnel.rights import ADOPT
from motcua.office.personnel.rules.decisions import RECEIVE
from motcua.office.personnel.rules.kinds import STAFFED
from motcua.office.staffing.api import UseEntry, adopt_uses

_FILE = (
    "id", "code", "full_name", "search_text", "name_key", "birth_date", "sex", "ethnicity", "home_town", "address", "phone", "email",
    "level", "field", "political_theory", "state_management", "it_skill", "languages", "rank", "joined_on", "left_on", "origin",
)  # fmt: skip
_PLACE = (
    "id", "person_id", "unit_id", "kind", "title", "title_key", "position_code", "main", "valid_from", "valid_to", "term_ends_on", "how",
    "staffed", "ended_by",
)  # fmt: skip


class AdoptedPerson(NamedTuple):
    """A person and the main place; `last_day` for somebody who left, `number` of the decision that received the person, if it is kept;
    `code` when the person fills a post of the quota already under it."""

    full_name: str
    sex: str
    birth_date: date
    level: str
    theory: str
    management: str
    unit_id: int
    kind: str
    title: str
    first_day: date
    how: str
    title_key: str = ""
    rank: str = ""
    last_day: date | None = None
    term_ends_on: date | None = None
    number: str = ""
    code: str = ""


@transaction.atomic
def adopt_people(people: Sequence[AdoptedPerson], *, origin: str, issuer_id: int, actor: Actor) -> range:
    """Write files and places; returns the ids of the files in that order. Decisions that are kept bear `issuer_id`.

    Who is there as a civil servant or public employee takes a post of the quota. They have no citizen number: nobody is found by one that
    was not theirs. Errors: `Forbidden`; `Conflict` when a unit has fewer posts than people.
    """
    require(actor, ADOPT)
    count = len(people)
    files, places = set_ids_aside(PersonFile, count), set_ids_aside(Placement, count)
    codes = _codes(people)
    write_rows(PersonFile, _FILE, _files(people, files, codes, origin))
    write_rows(Placement, _PLACE, _places(people, files, places))
    uses = [
        UseEntry(one.unit_id, STAFFED[one.kind], code, one.first_day)
        for one, code in zip(people, codes, strict=True)
        if one.kind in STAFFED and one.last_day is None and not one.code
    ]
    if uses:
        adopt_uses(uses, reason=origin, actor=actor)
    _decisions(people, files, places, issuer_id, actor)
    payload = {"people": count, "placements": count}
    record(FILE, 0, PersonnelEvent.ADOPTED, actor=actor, at=clock.now(), payload=payload)
    return files


def _codes(people: Sequence[AdoptedPerson]) -> list[str]:
    """The codes that people have, and new ones for the others."""
    lacking = sum(not one.code for one in people)
    numbers = iter(next_numbers("person_file", lacking)) if lacking else iter(())
    return [one.code or f"HS{next(numbers):06d}" for one in people]


@lru_cache(maxsize=10_000)
def _name(full_name: str) -> tuple[str, str, str]:
    return name_columns(full_name)


def _files(people: Sequence[AdoptedPerson], ids: range, codes: Sequence[str], origin: str) -> Iterator[Row]:
    for pk, code, one in zip(ids, codes, people, strict=True):
        left = one.last_day.isoformat() if one.last_day else None
        born, joined = one.birth_date.isoformat(), one.first_day.isoformat()
        yield (
            pk, code, *_name(one.full_name), born, one.sex, "", "", "", "", "",
            one.level, "", one.theory, one.management, "", "", one.rank, joined, left, origin,
        )  # fmt: skip


def _places(people: Sequence[AdoptedPerson], files: range, ids: range) -> Iterator[Row]:
    for pk, person_id, one in zip(ids, files, people, strict=True):
        last = one.last_day.isoformat() if one.last_day else None
        term = one.term_ends_on.isoformat() if one.term_ends_on else None
        staffed = one.kind in STAFFED and one.last_day is None
        yield (
            pk, person_id, one.unit_id, one.kind, one.title, one.title_key, "", True, one.first_day.isoformat(), last, term, one.how,
            staffed, "streamline" if one.last_day else "",
        )  # fmt: skip


def _decisions(people: Sequence[AdoptedPerson], files: range, places: range, issuer_id: int, actor: Actor) -> None:
    now = clock.now()
    Decision.objects.bulk_create(
        Decision(
            person_id=person_id,
            kind=RECEIVE,
            unit_id=one.unit_id,
            issuer_id=issuer_id,
            placement_id=place_id,
            number=one.number,
            year=one.first_day.year,
            signed_on=one.first_day,
            effective_on=one.first_day,
            effective_at=effective_moment(one.first_day),
            state=Decision.State.ISSUED,
            details={"how": one.how, "kind": one.kind, "title": one.title},
            prepared_by=actor.name,
            prepared_at=now,
            issued_at=now,
            settled_at=now,
        )
        for person_id, place_id, one in zip(files, places, people, strict=True)
        if one.number
    )
