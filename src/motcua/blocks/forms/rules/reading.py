"""Read what was posted for one question, and write a value back as it would be posted.

`read(field, write(field, value))` gives `value` again. Nothing here knows whether a question must be answered.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from motcua.blocks.forms.rules.dates import typed_date
from motcua.blocks.forms.rules.fields import Field
from motcua.kernel.errors import FieldError, words
from motcua.kernel.identifiers import CitizenNumber, IdentifierError, TaxCode
from motcua.kernel.text import fold

Posted = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Area:
    """A place an address lies in, by the code of the statistics office."""

    code: str
    name: str


FindArea = Callable[[str], Area | None]


class Wrong(Exception):  # noqa: N818 -- it carries errors of fields and never leaves this block
    """What was typed cannot be read; `errors` say why."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__("; ".join(str(error) for error in errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Reader:
    """How to read: the language of labels in sentences, and the directory of areas for addresses."""

    language: str = "vi"
    find_area: FindArea | None = None

    def wrong(self, field: Field, name: str, message: str, **params: object) -> Wrong:
        """The error of a question; every sentence may name the question as %(label)s."""
        return Wrong(FieldError(name, message, {"label": field.label.in_language(self.language), **params}))


def first(posted: Posted, name: str) -> str:
    """The text posted under a name, without surrounding blanks and invisible signs, letters composed."""
    text = unicodedata.normalize("NFC", (posted.get(name) or [""])[0]).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Cf")).strip()


def read_text(reader: Reader, field: Field, posted: Posted, name: str) -> object:
    """One line, inner blanks collapsed; None when blank."""
    return " ".join(first(posted, name).split()) or None


def read_textarea(reader: Reader, field: Field, posted: Posted, name: str) -> object:
    """Several lines; None when blank."""
    return "\n".join(line.rstrip() for line in first(posted, name).split("\n")).strip() or None


def read_date(reader: Reader, field: Field, posted: Posted, name: str) -> object:
    """Three fields -> 2022-11-30."""
    found = typed_date(*(first(posted, f"{name}-{part}") for part in ("day", "month", "year")))
    if found is None:
        return None
    if found.day:
        return found.day.isoformat()
    if found.missing:
        raise reader.wrong(field, name, _MISSING_PART[found.missing[0]], part=found.missing[0])
    if found.unreal:
        raise reader.wrong(field, name, words("“%(label)s”: there is no such day; check the day and the month."), part="day")
    raise reader.wrong(field, name, _WRONG_PART[found.wrong or "day"], part=found.wrong)


_MISSING_PART = {
    "day": words("“%(label)s”: enter the day as well."),
    "month": words("“%(label)s”: enter the month as well."),
    "year": words("“%(label)s”: enter the year as well."),
}
_WRONG_PART = {
    "day": words("“%(label)s”: enter the day as a number from 1 to 31."),
    "month": words("“%(label)s”: enter the month as a number from 1 to 12, or as “tháng 3”."),
    "year": words("“%(label)s”: enter the year with four digits, for example 1990."),
}


def read_choice(reader: Reader, field: Field, posted: Posted, name: str) -> object:
    """The value of one option; true or false for a question of yes or no."""
    text = first(posted, name)
    if not text:
        return None
    if field.option(text) is None:
        raise reader.wrong(field, name, words("“%(label)s”: choose one of the answers in the list."))
    return text == "true" if field.schema.get("type") == "boolean" else text


def read_checkboxes(reader: Reader, field: Field, posted: Posted, name: str) -> object:
    """The values of the ticked options in the order of the form; None when nothing is ticked."""
    ticked = {text.strip() for text in posted.get(name, ()) if text.strip()}
    if any(field.option(text) is None for text in ticked):
        raise reader.wrong(field, name, words("“%(label)s”: choose answers from the list only."))
    return [option.value for option in field.options if option.value in ticked] or None


def read_confirm(reader: Reader, field: Field, posted: Posted, name: str) -> object:
    """A single box: true when ticked, otherwise None."""
    return True if first(posted, name) else None


def read_number(reader: Reader, field: Field, posted: Posted, name: str) -> object:
    """12, 1.234 or 1,5 as written in Viet Nam; a point that does not group thousands is read as a decimal sign."""
    text = re.sub(r"\s", "", first(posted, name))
    if not text:
        return None
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", text):
        text = text.replace(".", "")
    text = text.replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", text):
        raise reader.wrong(field, name, words("“%(label)s”: enter a number in digits, for example 2."))
    if field.schema.get("type") == "number" and "." in text:
        value = float(text)
        return int(value) if value.is_integer() else value
    if "." in text:
        raise reader.wrong(field, name, WHOLE_NUMBER)
    return int(text)


def read_money(reader: Reader, field: Field, posted: Posted, name: str) -> object:
    """An amount in đồng: 1.500.000, 1500000 đ, 1 500 000 VND."""
    text = re.sub(r"(?i)[\s.,]|đồng|dong|vnđ|vnd|đ$|₫", "", first(posted, name))
    if not text:
        if first(posted, name):
            raise reader.wrong(field, name, _MONEY)
        return None
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise reader.wrong(field, name, _MONEY)
    return int(text)


_MONEY = words("“%(label)s”: enter an amount in đồng in digits, for example 1.500.000.")
WHOLE_NUMBER = words("“%(label)s”: enter a whole number, without a fraction.")
PHONE_WORDS = words("“%(label)s”: enter a telephone number of 10 or 11 digits that starts with 0, for example 0912 345 678.")
EMAIL_WORDS = words("“%(label)s”: enter an e-mail address such as ten@example.vn.")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_PHONE = re.compile(r"0(?:[35789][0-9]{8}|2[0-9]{9})")


def read_phone(reader: Reader, field: Field, posted: Posted, name: str) -> object:
    """A Vietnamese number, +84 and separators allowed -> 0912345678."""
    text = re.sub(r"[\s.\-()]", "", first(posted, name))
    if not text:
        return None
    text = re.sub(r"^(\+84|0084|84(?=[0-9]{9}$))0?", "0", text)
    if not _PHONE.fullmatch(text):
        raise reader.wrong(field, name, PHONE_WORDS)
    return text


def read_email(reader: Reader, field: Field, posted: Posted, name: str) -> object:
    """An e-mail address."""
    text = first(posted, name)
    if text and (len(text) > 254 or not _EMAIL.fullmatch(text)):
        raise reader.wrong(field, name, EMAIL_WORDS)
    return text or None


def read_citizen_number(reader: Reader, field: Field, posted: Posted, name: str) -> object:
    """A personal identification number of 12 digits."""
    text = first(posted, name)
    try:
        return str(CitizenNumber.parse(text)) if text else None
    except IdentifierError as error:
        raise Wrong(error.on(name)) from None


def read_tax_code(reader: Reader, field: Field, posted: Posted, name: str) -> object:
    """A tax code with its check digit."""
    text = first(posted, name)
    try:
        return str(TaxCode.parse(text)) if text else None
    except IdentifierError as error:
        raise Wrong(error.on(name)) from None


def read_address(reader: Reader, field: Field, posted: Posted, name: str) -> object:
    """{text, area, area_name}: house and street, and the commune by code or name."""
    text, typed = " ".join(first(posted, f"{name}-text").split()), " ".join(first(posted, f"{name}-area").split())
    if not text and not typed:
        return None
    if not typed:
        raise reader.wrong(field, name, words("“%(label)s”: choose the commune, ward or township as well."), part="area")
    if not text:
        raise reader.wrong(field, name, words("“%(label)s”: enter the house number, street, hamlet or village as well."), part="text")
    area = reader.find_area(typed) if reader.find_area else Area("", typed)
    if area is None:
        message = words("“%(label)s”: no commune, ward or township is called “%(typed)s”; choose one from the list.")
        raise reader.wrong(field, name, message, typed=typed, part="area")
    return {"text": text, "area": area.code, "area_name": area.name}


def split_address(line: str, area_code: str) -> dict[str, str] | None:
    """An address told as one line: what stands before the commune, and the commune; None when none is named."""
    parts = [part.strip() for part in line.split(",") if part.strip()]
    place = next((index for index, part in enumerate(parts) if _COMMUNE.match(fold(part))), 0)
    if place == 0:
        return None
    name = ", ".join(parts[place:])
    return {"text": ", ".join(parts[:place]), "area": area_code, "area_name": name[0].upper() + name[1:]}


_COMMUNE = re.compile(r"(phuong|xa|thi tran|p\.|tt\.) ?\w")
Read = Callable[[Reader, Field, Posted, str], object]
READERS: Mapping[str, Read] = {
    "text": read_text,
    "textarea": read_textarea,
    "date": read_date,
    "select": read_choice,
    "radio": read_choice,
    "checkboxes": read_checkboxes,
    "confirm": read_confirm,
    "number": read_number,
    "money": read_money,
    "phone": read_phone,
    "email": read_email,
    "citizen_number": read_citizen_number,
    "tax_code": read_tax_code,
    "address": read_address,
}
