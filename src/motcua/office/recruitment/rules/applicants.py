"""Whether what an applicant says can be true, and applicants in a table."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.kernel.identifiers import CitizenNumber, IdentifierError

YOUNGEST = 18  # Law on cadres and civil servants 2008 art. 36; Law on public employees 2010 art. 22
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PHONE = re.compile(r"\+?[0-9]{8,15}")
_DAY = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies, for which position of the plan (its code), with which degree, and which priority is claimed ("" none)."""

    full_name: str
    birth_date: date | None
    citizen_id: str
    position_code: str
    degree: str
    major: str = ""
    priority: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    sex: str = ""


def faults(
    given: Applicant, *, positions: Collection[str], degrees: Collection[str], priorities: Collection[str], today: date
) -> list[FieldError]:
    """Every wrong field; empty when all can be true."""
    found: list[FieldError] = []
    if not given.full_name.strip() or len(given.full_name) > 200:
        found.append(FieldError("full_name", words("Enter the full name.")))
    if given.position_code not in positions:
        found.append(FieldError("position", words("Choose a position of this notice.")))
    if given.degree not in degrees:
        found.append(FieldError("degree", words("Choose the highest degree.")))
    if given.priority and given.priority not in priorities:
        found.append(FieldError("priority", words("Choose one from the list.")))
    if given.email and (not _EMAIL.fullmatch(given.email) or len(given.email) > 254):
        found.append(FieldError("email", words("Enter an e-mail address such as ten@example.vn.")))
    if not _PHONE.fullmatch(re.sub(r"[\s.()-]", "", given.phone)):
        found.append(FieldError("phone", words("Enter a telephone number with 8 to 15 digits, such as 0912 345 678.")))
    if max(len(given.address), len(given.major)) > 300:
        found.append(FieldError("address", words("Address and major may have at most 300 letters each.")))
    return found + _age_faults(given, today) + _number_faults(given)


def _age_faults(given: Applicant, today: date) -> list[FieldError]:
    born = given.birth_date
    if born is None or not 1900 < born.year <= today.year:
        return [FieldError("birth_date", words("Enter the date of birth."))]
    if (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) < YOUNGEST:
        return [FieldError("birth_date", words("Applicants must be %(years)s years old."), {"years": YOUNGEST})]
    return []


def _number_faults(given: Applicant) -> list[FieldError]:
    try:
        number = CitizenNumber.parse(given.citizen_id)
    except IdentifierError as error:
        return [error.on("citizen_id")]
    if given.birth_date and given.birth_date.year != number.birth_year:
        message = words("The number says born in %(year)s; the date of birth says otherwise.")
        return [FieldError("citizen_id", message, {"year": number.birth_year})]
    return []


COLUMNS = ("full_name", "birth_date", "citizen_id", "position_code", "degree", "major", "priority", "phone", "email", "address")


def read_applicants(rows: Sequence[Sequence[str]], check: Mapping[str, Collection[str]], today: date) -> list[Applicant]:
    """Applicants of a table in the order of `COLUMNS` (the day as dd/mm/yyyy), all or nothing.

    `check` has the known `positions`, `degrees` and `priorities`. `InvalidInput` names every wrong row and what is wrong in it.
    """
    found: list[Applicant] = []
    wrong: list[FieldError] = []
    for place, row in enumerate(rows, 2):  # row 1 is the heading
        if not any(row):
            continue
        cells = [*row, *[""] * len(COLUMNS)][: len(COLUMNS)]
        given = replace(Applicant(cells[0], None, cells[2], cells[3], cells[4], *cells[5:]), birth_date=_day(cells[1]))
        bad = faults(given, positions=check["positions"], degrees=check["degrees"], priorities=check["priorities"], today=today)
        wrong += [FieldError(f"rows.{place}", words("Row %(row)s: %(what)s"), {"row": place, "what": one}) for one in bad]
        found.append(given)
    numbers = [one.citizen_id for one in found]
    says = words("“%(key)s” stands in the list more than once.")
    wrong += [FieldError("rows", says, {"key": key}) for key in dict.fromkeys(numbers) if key and numbers.count(key) > 1]
    if not found and not wrong:
        wrong.append(FieldError("file", words("The table has no row below its heading.")))
    if wrong:
        raise InvalidInput(
            words("The list cannot be taken over."), fields=wrong, way_out=words("Put the named lines right; nothing was stored.")
        )
    return found


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None
