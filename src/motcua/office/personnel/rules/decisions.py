"""Kinds of decisions on people, what each does, and what makes one wrong.

Law on cadres and civil servants 22/2008/QH12; appointment, rotation, resignation, dismissal: Decree 138/2020/ND-CP, articles 40 to 68;
discipline: Decree 112/2020/ND-CP, article 7; retirement: Decree 135/2020/ND-CP.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from motcua.kernel.errors import FieldError, words
from motcua.office.personnel.rules.kinds import PlaceKind


class Effect(StrEnum):
    """What a decision does to the places of a person."""

    NEW_MAIN = "new_main"  # the main place ends the day before, another begins
    TERM = "term"  # the same place, for another term
    EXTRA = "extra"  # a concurrent place begins beside the main one
    LEAVE = "leave"  # every place ends the day before
    GRADE = "grade"  # rank or salary coefficient changes
    NOTE = "note"  # nothing but the file


RECEIVE = "receive"  # brings somebody in; written by `receive_person`
KINDS: Mapping[str, tuple[str, Effect]] = {
    "appoint": (words("Appoint"), Effect.NEW_MAIN),
    "renew": (words("Appoint again"), Effect.TERM),
    "extend": (words("Extend the time in office"), Effect.TERM),
    "rotate": (words("Rotate"), Effect.NEW_MAIN),
    "concurrent": (words("Concurrent post"), Effect.EXTRA),
    "transfer": (words("Transfer"), Effect.NEW_MAIN),
    "dismiss": (words("Relieve of the post"), Effect.NEW_MAIN),
    "discipline": (words("Discipline"), Effect.NOTE),
    "raise_rank": (words("Raise of the rank"), Effect.GRADE),
    "raise_salary": (words("Raise of the salary grade"), Effect.GRADE),
    "resign": (words("Resignation"), Effect.LEAVE),
    "retire": (words("Retirement"), Effect.LEAVE),
    "remove": (words("Forced to leave the service"), Effect.LEAVE),
    "streamline": (words("Leave by streamlining"), Effect.LEAVE),
}
TERM_YEARS = 5  # Decree 138/2020/ND-CP, article 41: a term of a leading post is five years
DISCIPLINES: Mapping[str, str] = {  # Decree 112/2020/ND-CP, article 7; removal is a decision of its own
    "reprimand": words("Reprimand"),
    "warning": words("Warning"),
    "lower_pay": words("Lowering of the salary grade"),
    "demotion": words("Demotion"),
    "dismissal": words("Dismissal from office"),
}
ROLES: Mapping[str, str] = {  # what a post lets its holder do in the house
    "": words("No work in this system"),
    "specialist": words("Specialist: examines dossiers"),
    "desk_officer": words("One-stop officer: receives and returns"),
    "division_head": words("Head of a division"),
    "leader": words("Leader: decides and signs"),
    "personnel_officer": words("Personnel officer"),
    "inspector": words("Inspector"),
    "reform_officer": words("Officer for administrative reform"),
}
_LATEST = timedelta(days=366)
_EARLIEST_RAISE = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionText:
    """A decision as it is typed in; what a kind does not need stays empty."""

    person_id: int
    kind: str
    effective_on: date
    issuer_id: int
    reason: str = ""
    unit_id: int | None = None
    title: str = ""
    place_kind: str = ""
    role: str = ""
    head: bool = False
    term_years: int = 0
    term_ends_on: date | None = None
    rank: str = ""
    coefficient: Decimal | None = None
    discipline: str = ""
    position_code: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands before the decision: the main place and its last decision, and the head of the unit wanted, if another."""

    main_since: date | None
    term_ends_on: date | None = None
    coefficient: Decimal | None = None
    latest_effect: date | None = None
    same_place: bool = False
    other_head: str = ""


def effect_of(kind: str) -> Effect:
    """What a kind does; `KeyError` for an unknown one."""
    return KINDS[kind][1]


def faults_of(text: DecisionText, standing: Standing, today: date) -> list[FieldError]:
    """Every reason why the decision cannot be taken, by field."""
    if text.kind not in KINDS:
        return [FieldError("kind", words("Choose one of the list."))]
    wrong = _days(text, standing, today)
    if standing.main_since is None:
        wrong.append(FieldError("person", words("This person holds no place.")))
    effect = effect_of(text.kind)
    if effect in {Effect.NEW_MAIN, Effect.EXTRA}:
        wrong += _place(text, standing)
    elif effect is Effect.TERM:
        wrong += _term(text, standing)
    elif effect is Effect.GRADE:
        wrong += _grade(text, standing)
    elif text.kind == "discipline" and text.discipline not in DISCIPLINES:
        wrong.append(FieldError("discipline", words("Choose one of the list.")))
    if text.kind in {"dismiss", "discipline", "remove", "resign"} and not text.reason.strip():
        wrong.append(FieldError("reason", words("Give the reason.")))
    return wrong


def end_of_term(first_day: date, years: int) -> date:
    """The last day of a term that begins on `first_day`."""
    try:
        again = first_day.replace(year=first_day.year + years)
    except ValueError:  # the 29th of February
        again = date(first_day.year + years, 3, 1)
    return again - timedelta(days=1)


def _days(text: DecisionText, standing: Standing, today: date) -> list[FieldError]:
    if text.effective_on > today + _LATEST:
        return [FieldError("effective_on", words("A decision takes effect within a year."))]
    if effect_of(text.kind) is Effect.GRADE:
        if text.effective_on < today - _EARLIEST_RAISE:
            return [FieldError("effective_on", words("A raise reaches back one year at most."))]
        return []
    if text.effective_on < today:
        return [FieldError("effective_on", words("A decision cannot take effect on a day that is past: rights and duties follow its day."))]
    if standing.latest_effect is not None and text.effective_on <= standing.latest_effect:
        message = words("Another decision on this person takes effect on %(day)s; choose a later day, or withdraw that one first.")
        return [FieldError("effective_on", message, {"day": f"{standing.latest_effect:%d/%m/%Y}"})]
    if standing.main_since is not None and text.effective_on <= standing.main_since:
        message = words("The place began on %(day)s; it cannot end before.")
        return [FieldError("effective_on", message, {"day": f"{standing.main_since:%d/%m/%Y}"})]
    return []


def _place(text: DecisionText, standing: Standing) -> list[FieldError]:
    wrong = []
    if text.unit_id is None:
        wrong.append(FieldError("unit", words("Choose the unit.")))
    if not text.title.strip() or len(text.title) > 150:
        wrong.append(FieldError("title", words("Give the title of the place, at most 150 letters.")))
    if text.place_kind not in {one.value for one in PlaceKind}:
        wrong.append(FieldError("place_kind", words("Choose one of the list.")))
    if text.role not in ROLES:
        wrong.append(FieldError("role", words("Choose one of the list.")))
    if not 0 <= text.term_years <= TERM_YEARS:
        wrong.append(FieldError("term_years", words("A term has at most five years; 0 means none.")))
    if standing.same_place:
        wrong.append(FieldError("title", words("This person holds this place already.")))
    if text.head and standing.other_head:
        message = words("%(name)s heads this unit on that day; a unit has one head. End that post first.")
        wrong.append(FieldError("head", message, {"name": standing.other_head}))
    return wrong


def _term(text: DecisionText, standing: Standing) -> list[FieldError]:
    if standing.term_ends_on is None:
        return [FieldError("person", words("The place of this person has no term."))]
    if text.term_ends_on is None or not text.effective_on < text.term_ends_on <= end_of_term(text.effective_on, TERM_YEARS):
        return [FieldError("term_ends_on", words("The new term ends after it begins, five years later at most."))]
    return []


def _grade(text: DecisionText, standing: Standing) -> list[FieldError]:
    if text.kind == "raise_rank" and not text.rank.strip():
        return [FieldError("rank", words("Give the new rank."))]
    if text.coefficient is None or not Decimal(1) <= text.coefficient <= Decimal(13):
        return [FieldError("coefficient", words("A salary coefficient lies between 1 and 13."))]
    if standing.coefficient is not None and text.coefficient <= standing.coefficient:
        return [FieldError("coefficient", words("A raise is higher than the coefficient now: %(now)s."), {"now": standing.coefficient})]
    return []
