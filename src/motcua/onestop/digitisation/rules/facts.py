"""What an officer says of a digital paper, checked."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from motcua.kernel.errors import FieldError, words
from motcua.kernel.identifiers import CitizenNumber, IdentifierError, TaxCode

ORIGINAL, COPY, ELECTRONIC = 0, 1, 2
_OLDEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """Metadata of a digital paper that only a person can confirm (domain 3.2)."""

    name: str
    owner_name: str
    owner_number: str = ""
    copy_kind: int = ORIGINAL
    number: str = ""
    issued_on: date | None = None
    agency: str = ""
    signer: str = ""
    abstract: str = ""
    type_code: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    permanent: bool = False
    scope: str = ""
    visible_to_owner: bool = True

    def as_data(self) -> dict[str, object]:
        """The facts as JSON, kept with each version."""
        return {name: value.isoformat() if isinstance(value := getattr(self, name), date) else value for name in self.__dataclass_fields__}


_LONGEST: Mapping[str, int] = {
    "name": 300,
    "owner_name": 200,
    "owner_number": 20,
    "number": 80,
    "agency": 300,
    "signer": 300,
    "type_code": 40,
    "scope": 200,
    "abstract": 2000,
}


def faults_of(facts: PaperFacts, *, compared: bool, today: date, types: Collection[str] = ()) -> list[FieldError]:
    """What is missing or cannot be; `types` are the codes of the types of papers that are known."""
    return [*_faults(facts, compared=compared, types=types), *_days(facts, today), *_lengths(facts)]


def _faults(facts: PaperFacts, *, compared: bool, types: Collection[str]) -> Iterator[FieldError]:
    if not compared:
        yield FieldError("compared", words("Compare the page with the paper and say that you did."))
    if not facts.name.strip():
        yield FieldError("name", words("Enter the name of the paper."))
    if not facts.owner_name.strip():
        yield FieldError("owner_name", words("Enter whose paper it is."))
    if facts.copy_kind not in (ORIGINAL, COPY, ELECTRONIC):
        yield FieldError("copy_kind", words("Say what lies before you: the original or a copy."))
    if facts.type_code and facts.type_code not in types:
        yield FieldError("type_code", words("Choose a kind from the list."))
    if facts.owner_number and not is_identity_number(facts.owner_number):
        yield FieldError("owner_number", words("Enter 12 digits (9 on an old identity card) or a tax code of 10 or 13 digits."))


def _days(facts: PaperFacts, today: date) -> Iterator[FieldError]:
    for name in ("issued_on", "valid_from"):
        day = getattr(facts, name)
        if day is not None and day < _OLDEST:
            yield FieldError(name, words("This day lies too far back; enter the year with four digits."))
    if facts.issued_on is not None and facts.issued_on > today:
        yield FieldError("issued_on", words("A paper cannot be issued after today."))
    begin = facts.valid_from or facts.issued_on
    if facts.valid_until is not None and begin is not None and facts.valid_until < begin:
        yield FieldError("valid_until", words("The end lies before the beginning."))
    if facts.permanent and facts.valid_until is not None:
        yield FieldError("valid_until", words("A paper without end has no last day; leave one of the two out."))


def _lengths(facts: PaperFacts) -> Iterator[FieldError]:
    for name, most in _LONGEST.items():
        if len(str(getattr(facts, name))) > most:
            yield FieldError(name, words("This is longer than %(most)s letters."), params={"most": most})


def is_identity_number(text: str) -> bool:
    """Whether it can be the number of a person (12 digits, 9 on the old card) or of an organisation (tax code)."""
    if re.fullmatch(r"\d{9}", text):
        return True
    for kind in (CitizenNumber, TaxCode):
        try:
            kind.parse(text)
        except IdentifierError:
            continue
        return True
    return False


def id_code(owner_number: str, type_code: str, reference: str) -> str:
    """The code of a digital paper: owner, type, number (TT 01/2023/TT-VPCP; the exact form is still to be checked)."""
    parts = (re.sub(r"[^A-Za-z0-9Đđ-]+", "-", part).strip("-") or "0" for part in (owner_number, type_code, reference))
    return ".".join(parts)[:120]
