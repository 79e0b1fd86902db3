"""What must be known of a person and a place before a file is opened."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.kernel.errors import FieldError, words
from motcua.kernel.identifiers import CitizenNumber
from motcua.office.personnel.rules.kinds import How, Level, Management, PlaceKind, Theory

YOUNGEST = 18  # Law 22/2008/QH12, article 36; Law 58/2010/QH12, article 22


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """Identity and qualifications, as far as form 2C/TCTW-98 needs them for the work done here. `note` says where they come from."""

    full_name: str
    birth_date: date | None = None
    sex: str = ""
    citizen_id: str = ""
    ethnicity: str = ""
    home_town: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    party_joined_on: date | None = None
    level: str = Level.NONE
    field: str = ""
    political_theory: str = Theory.NONE
    state_management: str = Management.NONE
    it_skill: str = ""
    languages: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """A place: in which unit, in which service, under which title, from which day; `post_id` or `role` names the post
    of the directory that gives rights, if any."""

    unit_id: int
    kind: str
    title: str
    first_day: date
    position_code: str = ""
    title_key: str = ""
    rank: str = ""
    coefficient: Decimal | None = None
    post_id: int | None = None
    role: str = ""
    term_ends_on: date | None = None


def faults_of_person(facts: PersonFacts, on: date) -> list[FieldError]:
    """Every wrong field of a person who enters on that day."""
    wrong: list[FieldError] = []
    if len(facts.full_name.split()) < 2 or len(facts.full_name) > 120:
        wrong.append(FieldError("full_name", words("Give the full name, at most 120 letters.")))
    if facts.sex not in {"", "male", "female"}:
        wrong.append(FieldError("sex", words("Choose one of the list.")))
    if facts.birth_date is not None and age_on(facts.birth_date, on) < YOUNGEST:
        wrong.append(FieldError("birth_date", words("Nobody enters the service before the age of 18.")))
    if facts.citizen_id and not _is_citizen_number(facts.citizen_id):
        wrong.append(FieldError("citizen_id", words("Give the twelve digits of the citizen number.")))
    for name, value, known in (
        ("level", facts.level, Level),
        ("political_theory", facts.political_theory, Theory),
        ("state_management", facts.state_management, Management),
    ):
        if value not in {one.value for one in known}:
            wrong.append(FieldError(name, words("Choose one of the list.")))
    return wrong


def faults_of_place(place: PlaceFacts, how: str) -> list[FieldError]:
    """Every wrong field of a place."""
    wrong: list[FieldError] = []
    if place.kind not in {one.value for one in PlaceKind}:
        wrong.append(FieldError("kind", words("Choose one of the list.")))
    if not place.title.strip() or len(place.title) > 150:
        wrong.append(FieldError("title", words("Give the title of the place, at most 150 letters.")))
    if place.term_ends_on is not None and place.term_ends_on <= place.first_day:
        wrong.append(FieldError("term_ends_on", words("The term must end after it begins.")))
    if place.coefficient is not None and not Decimal(1) <= place.coefficient <= Decimal(13):
        wrong.append(FieldError("coefficient", words("A salary coefficient lies between 1 and 13.")))
    if how not in {one.value for one in How}:
        wrong.append(FieldError("how", words("Choose one of the list.")))
    return wrong


def age_on(birth: date, day: date) -> int:
    """Whole years on that day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _is_citizen_number(text: str) -> bool:
    try:
        CitizenNumber.parse(text)
    except ValueError:
        return False
    return True
