"""Whether what is said about a person or an enterprise can be true."""

import re
from dataclasses import dataclass
from datetime import date

from motcua.kernel.errors import FieldError, words
from motcua.kernel.identifiers import CitizenNumber, IdentifierError, TaxCode

_PHONE = re.compile(r"\+?[0-9]{8,15}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(frozen=True, slots=True)
class Particulars:
    """Who it is and how to reach them, as given; empty text means not given."""

    kind: str
    full_name: str
    citizen_id: str = ""
    tax_code: str = ""
    birth_date: date | None = None
    sex: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    commune_code: str = ""


def faults(given: Particulars, *, today: date) -> list[FieldError]:
    """Every wrong field; empty when all can be true."""
    found: list[FieldError] = []
    if given.kind not in {"person", "organisation"}:
        found.append(FieldError("kind", words("Choose a person or an organisation.")))
    if not given.full_name.strip():
        found.append(FieldError("full_name", words("Enter the full name.")))
    elif len(given.full_name) > 200:
        found.append(FieldError("full_name", words("The name may have at most %(most)s letters."), {"most": 200}))
    if given.birth_date and given.birth_date > today:
        found.append(FieldError("birth_date", words("The date of birth lies in the future.")))
    found += _number_faults(given)
    found += contact_faults(phone=given.phone, email=given.email, address=given.address)
    return found


def contact_faults(*, phone: str, email: str, address: str) -> list[FieldError]:
    """Every wrong field of a contact."""
    found: list[FieldError] = []
    if phone and not _PHONE.fullmatch(clean_phone(phone)):
        found.append(FieldError("phone", words("Enter a telephone number with 8 to 15 digits, such as 0912 345 678.")))
    if email and (not _EMAIL.fullmatch(email) or len(email) > 254):
        found.append(FieldError("email", words("Enter an e-mail address such as ten@example.vn.")))
    if len(address) > 300:
        found.append(FieldError("address", words("The address may have at most %(most)s letters."), {"most": 300}))
    return found


def clean_phone(phone: str) -> str:
    """A telephone number without the signs people write between digits."""
    return re.sub(r"[\s.()-]", "", phone)


def _number_faults(given: Particulars) -> list[FieldError]:
    found: list[FieldError] = []
    if given.citizen_id:
        try:
            found += _contradictions(CitizenNumber.parse(given.citizen_id), given)
        except IdentifierError as error:
            found.append(error.on("citizen_id"))
    if given.tax_code:
        try:
            TaxCode.parse(given.tax_code)
        except IdentifierError as error:
            found.append(error.on("tax_code"))
    elif given.kind == "organisation":
        found.append(FieldError("tax_code", words("Enter the tax code of the organisation.")))
    return found


def _contradictions(number: CitizenNumber, given: Particulars) -> list[FieldError]:
    if given.kind == "organisation":
        return [FieldError("citizen_id", words("An organisation has no personal identification number."))]
    found = []
    if given.birth_date and given.birth_date.year != number.birth_year:
        message = words("The number says born in %(year)s; the date of birth says otherwise.")
        found.append(FieldError("citizen_id", message, {"year": number.birth_year}))
    if given.sex and given.sex != number.sex:
        found.append(FieldError("citizen_id", words("The number does not fit the sex given.")))
    return found
