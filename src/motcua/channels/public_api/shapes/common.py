"""Kinds of values that every operation uses, strict enough for both databases."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

_DEEPEST = 20
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def _writable(value: Any, depth: int = 0) -> Any:
    """JSON that a database can keep: no NUL, not too deep, no number too great for it."""
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, str) and "\x00" in value:
        raise ValueError("a text holds a NUL sign")
    if isinstance(value, int | float) and abs(value) >= 2**63:
        raise ValueError("a number is too great")
    if isinstance(value, dict):
        for key, inner in value.items():
            _writable(key, depth + 1)
            _writable(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _writable(inner, depth + 1)
    return value


def _of_this_age(moment: datetime) -> datetime:
    """A moment that has a day in every zone, and lies where calendars can be counted."""
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(f"a year from {_FIRST_YEAR} to {_LAST_YEAR}")
    return moment


_NO_NUL = r"^[^\x00]*$"
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Line = Annotated[str, StringConstraints(max_length=300, pattern=_NO_NUL)]
Words = Annotated[str, StringConstraints(max_length=4000, pattern=_NO_NUL)]
Key = Annotated[str, StringConstraints(max_length=60, pattern=r"^[A-Za-z0-9_.\-]+$")]
DossierCode = Annotated[str, StringConstraints(max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9.\-]*$")]
ProcedureCode = Annotated[str, StringConstraints(pattern=r"^[123]\.[0-9]{6}$")]
Amount = Annotated[int, Field(ge=0, le=10**15)]
Moment = Annotated[AwareDatetime, AfterValidator(_of_this_age)]
Answers = Annotated[dict[str, Any], Field(max_length=500), AfterValidator(_writable)]


class ProblemField(Schema):
    """One wrong field."""

    field: str
    message: str


class Problem(Schema):
    """A problem detail (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    way_out: str | None = None
    errors: list[ProblemField] | None = None


class Bilingual(Schema):
    """The same text in Vietnamese and English."""

    vi: str
    en: str


class UnitOut(Schema):
    """An agency or a part of one."""

    id: int
    code: str
    name: str
    level: str
