"""Numbers that name things: agencies, dossiers, citizens, taxpayers; each with its check rules.

Sources: QĐ 20/2020/QĐ-TTg (agency codes), TT 01/2018/TT-VPCP (dossier code), NĐ 137/2015/NĐ-CP article 13 (citizen number),
TT 105/2020/TT-BTC article 5 (tax code).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from motcua.kernel.errors import FieldError, words

_OLD_AGENCY = re.compile(r"(\d{3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})")
_NEW_AGENCY = re.compile(r"([A-Z]\d{2})((?:\.\d{1,3}){0,4})")
_DOSSIER = re.compile(r"(.+)-(\d{6})-(\d{4,6})")
_TAX = re.compile(r"(\d{10})(?:-(\d{3}))?")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_FIRST_COUNTRY = 100
# fmt: off
_PROVINCES = frozenset((
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48,
    49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
))
# fmt: on


class IdentifierError(ValueError):
    """A number that cannot be what it says; the message is an English source string with its values."""

    def __init__(self, message: str, params: Mapping[str, object] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.params = dict(params or {})

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message

    def on(self, field: str) -> FieldError:
        """The same as an error of a form's field."""
        return FieldError(field, self.message, self.params)


class AgencyCodeError(IdentifierError):
    """Not a code of an agency."""


class DossierCodeError(IdentifierError):
    """Not a code of a dossier."""


CITIZEN_NUMBER_WORDS = words("A personal identification number has 12 digits.")
TAX_CODE_WORDS = words("A tax code has 10 digits, or 10 digits, a hyphen and 3 digits.")


class CitizenNumberError(IdentifierError):
    """Not a personal identification number."""


class TaxCodeError(IdentifierError):
    """Not a tax code."""


@dataclass(frozen=True, slots=True)
class AgencyCode:
    """An agency of a ministry or province, in the old form 000.17.22.H56 or the new form H56.22.17.

    `levels` go from the root down; the old form writes them from right to left and fills with zeros.
    """

    root: str
    levels: tuple[int, ...]
    text: str

    @classmethod
    def parse(cls, text: str) -> "AgencyCode":
        """Read either form; raises `AgencyCodeError`."""
        text = text.strip().upper()
        if old := _OLD_AGENCY.fullmatch(text):
            levels = [int(old[3]), int(old[2]), int(old[1])]
            while levels and levels[-1] == 0:
                levels.pop()
            if 0 in levels:
                raise AgencyCodeError(words("The agency code %(code)s leaves out a level."), {"code": text})
            return cls(old[4], tuple(levels), text)
        if new := _NEW_AGENCY.fullmatch(text):
            return cls(new[1], tuple(int(level) for level in new[2].split(".")[1:]), text)
        raise AgencyCodeError(words("%(code)s is not an agency code such as H56.14 or 000.17.22.H56."), {"code": text})

    @property
    def form(self) -> Literal["old", "new"]:
        return "old" if self.text[0].isdigit() else "new"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class DossierCode:
    """<agency>-<YYMMDD>-<NNNN>: the serial starts again every day in every agency."""

    agency: AgencyCode
    day: date
    serial: int

    @classmethod
    def parse(cls, text: str) -> "DossierCode":
        """Read a dossier code as people type it; raises `DossierCodeError`."""
        text = "".join(text.split()).upper()
        refusal = DossierCodeError(words("%(code)s is not a dossier code such as H56.14-221122-0001."), {"code": text})
        found = _DOSSIER.fullmatch(text)
        if found is None:
            raise refusal
        try:
            agency = AgencyCode.parse(found[1])
            day = datetime.strptime(found[2], "%y%m%d").date()  # noqa: DTZ007 -- a day, not a moment
        except ValueError as error:
            raise refusal from error
        return cls(agency, day, int(found[3]))

    def __str__(self) -> str:
        return f"{self.agency}-{self.day:%y%m%d}-{self.serial:04d}"


@dataclass(frozen=True, slots=True)
class CitizenNumber:
    """The twelve digits of a person: place of birth, century and sex, year of birth, six more."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "CitizenNumber":
        """Read twelve digits, spaces and dots allowed between them; raises `CitizenNumberError`."""
        digits = re.sub(r"[\s.]", "", text)
        if not re.fullmatch(r"[0-9]{12}", digits):
            raise CitizenNumberError(CITIZEN_NUMBER_WORDS)
        if int(digits[:3]) not in _PROVINCES and int(digits[:3]) <= _FIRST_COUNTRY:
            raise CitizenNumberError(words("No province has the code %(code)s, the first three digits."), {"code": digits[:3]})
        return cls(digits)

    @property
    def place_code(self) -> str:
        """Code of the province (or, above 100, of the country) where the birth was registered."""
        return self.text[:3]

    @property
    def sex(self) -> Literal["male", "female"]:
        return "female" if int(self.text[3]) % 2 else "male"

    @property
    def birth_year(self) -> int:
        return 1900 + int(self.text[3]) // 2 * 100 + int(self.text[4:6])

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class TaxCode:
    """Ten digits, the last a check digit, and for a dependent unit -NNN."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "TaxCode":
        """Read a tax code; raises `TaxCodeError`."""
        found = _TAX.fullmatch("".join(text.split()))
        if found is None:
            raise TaxCodeError(TAX_CODE_WORDS)
        if tax_check_digit(found[1][:9]) != int(found[1][9]):
            raise TaxCodeError(words("The last digit of the tax code does not fit the others; please check it for typing errors."))
        if found[2] == "000":
            raise TaxCodeError(words("The number of a dependent unit starts at 001."))
        return cls(found[0])

    @property
    def is_dependent_unit(self) -> bool:
        return "-" in self.text

    def __str__(self) -> str:
        return self.text


def tax_check_digit(nine: str) -> int | None:
    """The tenth digit for nine others; None when no tax code may begin with them."""
    check = 10 - sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, nine, strict=True)) % 11
    return check if check < 10 else None
