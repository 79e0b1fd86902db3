"""What the province's folder says about the civil service."""

import string
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from motcua.office.personnel.rules.decisions import KINDS

Tag = Literal["sure", "likely", "check"]
PLACES = frozenset(
    {
        "person", "born", "old_title", "old_unit", "title", "unit", "day", "last_day", "term", "rank", "coefficient", "discipline",
        "reason", "case", "money",
    }
)  # fmt: skip


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Basis(_Part):
    """One "căn cứ" of a decision."""

    vi: str
    tag: Tag


class Wording(_Part):
    """The words of one kind of decision."""

    kind: str
    about: str
    basis: tuple[Basis, ...] = Field(min_length=1)
    articles: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.kind not in KINDS:
            raise ValueError(f"there is no kind of decision {self.kind}")
        for line in self.articles:
            unknown = places_of(line) - PLACES
            if unknown:
                raise ValueError(f"unknown place {sorted(unknown)[0]} in “{line}”")
        return self


class Title(_Part):
    """A title of a commune's official or civil servant."""

    key: str
    vi: str
    en: str
    tag: Tag


class Titles(_Part):
    """All titles of a commune."""

    officials: tuple[Title, ...]
    civil_servants: tuple[Title, ...]


class Limit(_Part):
    """How many officials and civil servants a commune or ward of class 1, 2, 3 may have."""

    since: date = Field(alias="from")
    commune: Annotated[tuple[int, ...], Field(min_length=3, max_length=3)]
    ward: Annotated[tuple[int, ...], Field(min_length=3, max_length=3)]
    basis: str
    tag: Tag


class Ages(_Part):
    """Retirement ages in months in `year`, the step added every further year, and the last age: (age, step, last)."""

    since: date = Field(alias="from")
    year: int
    men: Annotated[tuple[int, ...], Field(min_length=3, max_length=3)]
    women: Annotated[tuple[int, ...], Field(min_length=3, max_length=3)]
    basis: str
    tag: Tag


class BaseSalary(_Part):
    """The base salary, đồng a month."""

    since: date = Field(alias="from")
    amount: int = Field(gt=0)
    basis: str
    tag: Tag


class Case(_Part):
    """What one case of streamlining pays, in months of salary."""

    key: str
    vi: str
    en: str
    least_early: int = 0
    most_early: int = 0
    least_years: int = 0
    per_year_early: Decimal = Decimal(0)
    first_years: int = 0
    first: Decimal = Decimal(0)
    further: Decimal = Decimal(0)
    fixed: Decimal = Decimal(0)
    per_year: Decimal = Decimal(0)


class Regime(_Part):
    """The cases of streamlining from a day on."""

    since: date = Field(alias="from")
    basis: str
    tag: Tag
    cases: tuple[Case, ...] = Field(min_length=1)


class Support(_Part):
    """A payment that may be asked for; at most `most` đồng."""

    key: str
    vi: str
    en: str
    most: int = Field(gt=0)
    tag: Tag


class PersonnelRules(_Part):
    """Everything; `template` is the Typst text of a decision."""

    decisions: tuple[Wording, ...]
    closing: str
    titles: Titles
    limits: tuple[Limit, ...] = Field(min_length=1)
    retirement: tuple[Ages, ...] = Field(min_length=1)
    base_salary: tuple[BaseSalary, ...] = Field(min_length=1)
    streamlining: tuple[Regime, ...] = Field(min_length=1)
    supports: tuple[Support, ...]
    template: str

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if missing := set(KINDS) - {one.kind for one in self.decisions}:
            raise ValueError(f"the words of the decision {sorted(missing)[0]} are missing")
        dated: Sequence[tuple[str, Sequence[Limit | Ages | BaseSalary | Regime]]] = (
            ("limits", self.limits),
            ("retirement", self.retirement),
            ("base_salary", self.base_salary),
            ("streamlining", self.streamlining),
        )
        for name, parts in dated:
            days = [part.since for part in parts]
            if days != sorted(set(days)):
                raise ValueError(f"the days of {name} must rise")
        return self


def places_of(line: str) -> set[str]:
    """The places in braces of a line."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(line) if name}


Dated = TypeVar("Dated", Limit, Ages, BaseSalary, Regime)


def in_force(parts: Sequence[Dated], day: date) -> Dated | None:
    """The part that holds on that day; None before the first."""
    held = [part for part in parts if part.since <= day]
    return held[-1] if held else None
