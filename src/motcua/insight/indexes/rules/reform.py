"""The reform index as content: fields, criteria, components, and how each kind turns what is found into points (PAR INDEX).

Every kind works from one number: yes 1 or no 0, a ratio in per cent, days late, the mean of answers, an outside index, or how many times.
"""

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from pydantic import Field, model_validator

from motcua.insight.indexes.rules.service import Part, Said

Group = Literal["department", "district", "commune"]
Kind = Literal["boolean", "threshold", "proportional", "timeliness", "survey", "external_index", "penalty"]
_CENT = Decimal("0.01")
_WHOLE = Decimal(100)
FIELDS = 8


class Band(Part):
    """From this ratio (in per cent) so many points are given."""

    from_: Decimal = Field(alias="from", ge=0)
    points: Decimal = Field(ge=0)


class Step(Part):
    """Up to so many days late this share of the points is left."""

    days: int = Field(ge=0)
    share: Decimal = Field(ge=0, le=1)


class Source(Part):
    """The figure from which the number is filled: an indicator's numerator and denominator, or two figures."""

    numerator: str
    numerator_part: str = ""
    denominator: str = ""
    denominator_part: str = ""


class ReformComponent(Said):
    """One component criterion (tiêu chí thành phần)."""

    key: str = Field(pattern=r"^[a-z0-9_]+$")
    max: Decimal = Field(ge=0)
    kind: Kind
    bands: tuple[Band, ...] = ()
    steps: tuple[Step, ...] = ()
    floor: Decimal = Field(default=Decimal(0), ge=0, le=100)
    full_at: Decimal = Field(default=_WHOLE, gt=0, le=100)
    each: Decimal = Field(default=Decimal(0), ge=0)
    most: Decimal = Field(default=Decimal(0), ge=0)
    scale: Decimal = Field(default=Decimal(0), ge=0)
    sheet: str = ""
    of: Decimal = Field(default=_WHOLE, gt=0)
    index: Literal["", "service"] = ""
    source: Source | None = None
    lead: str = ""
    evidence: Said | None = None
    optional: bool = False
    tag: Literal["sure", "likely", "check"] = "check"

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> "ReformComponent":
        needs = {
            "threshold": bool(self.bands),
            "timeliness": bool(self.steps),
            "penalty": self.each > 0 and self.most > 0 and self.max == 0,
            "survey": self.scale > 1 and bool(self.sheet),
        }
        if not needs.get(self.kind, True):
            raise ValueError(f"{self.key}: what the kind {self.kind} needs is missing")
        if self.kind != "penalty" and self.max == 0:
            raise ValueError(f"{self.key}: only a penalty has no points to win")
        if any(band.points > self.max for band in self.bands):
            raise ValueError(f"{self.key}: a band gives more than the most points")
        if self.source is not None and self.kind not in {"threshold", "proportional", "penalty"}:
            raise ValueError(f"{self.key}: the kind {self.kind} is not filled from figures")
        return self

    @property
    def from_records(self) -> bool:
        """Whether its number comes from the records and is not typed."""
        return self.source is not None or self.index != "" or self.kind == "survey"

    def points(self, value: Decimal) -> Decimal:
        """The points for a number, to two places; a penalty gives points below 0."""
        found = self._found(max(value, Decimal(0)))
        return min(found, self.max).quantize(_CENT, ROUND_HALF_UP) + Decimal(0)

    def _found(self, value: Decimal) -> Decimal:
        """The points before they are bounded and rounded."""
        kinds: dict[Kind, Callable[[Decimal], Decimal]] = {
            "boolean": self._boolean,
            "threshold": self._threshold,
            "proportional": self._proportional,
            "timeliness": self._timeliness,
            "survey": lambda mean: self.max * mean / (self.scale or 1),
            "external_index": lambda reached: self.max * reached / self.of,
            "penalty": lambda times: -min(self.each * times, self.most),
        }
        return kinds[self.kind](value)

    def _boolean(self, value: Decimal) -> Decimal:
        return self.max if value >= 1 else Decimal(0)

    def _threshold(self, value: Decimal) -> Decimal:
        reached = [band for band in self.bands if value >= band.from_]
        return max(reached, key=lambda band: band.from_).points if reached else Decimal(0)

    def _proportional(self, value: Decimal) -> Decimal:
        return Decimal(0) if value < self.floor else self.max * min(value / self.full_at, Decimal(1))

    def _timeliness(self, value: Decimal) -> Decimal:
        within = [step for step in self.steps if value <= step.days]
        return self.max * min(within, key=lambda step: step.days).share if within else Decimal(0)


class Criterion(Said):
    """One criterion (tiêu chí)."""

    key: str
    components: tuple[ReformComponent, ...] = Field(min_length=1)


class ReformField(Said):
    """One field (lĩnh vực)."""

    key: str
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    @property
    def max(self) -> Decimal:
        """The points of the field."""
        return sum((one.max for criterion in self.criteria for one in criterion.components), Decimal(0))


class Question(Said):
    """One question of a survey sheet."""

    key: str = Field(pattern=r"^[a-z0-9_]+$")


class SurveySheet(Said):
    """The questions for one group of people, and how many of them are asked at each unit.

    `dossiers`: people whose dossiers the unit resolved in the year, chosen by lot. `handed`: links handed out by the council's office.
    """

    key: str = Field(pattern=r"^[a-z0-9_]+$")
    ask: Literal["dossiers", "handed"]
    quota: int = Field(ge=1, le=2000)
    scale: int = Field(ge=2, le=10)
    questions: tuple[Question, ...] = Field(min_length=1)


class ReformSet(Part):
    """The criteria of one group of units in one year."""

    year: int = Field(ge=2000, le=2100)
    group: Group
    title: Said
    decision: str
    invented: bool = False
    tag: Literal["sure", "likely", "check"] = "check"
    note: str = ""
    total: Decimal = _WHOLE
    fields: tuple[ReformField, ...] = Field(min_length=1, max_length=FIELDS)
    surveys: tuple[SurveySheet, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> "ReformSet":
        keys = [one.key for one in self.components()]
        if len(set(keys)) != len(keys):
            raise ValueError("a component stands twice")
        if sum((field.max for field in self.fields), Decimal(0)) != self.total:
            raise ValueError(f"the components do not add up to {self.total}")
        sheets = {sheet.key: sheet for sheet in self.surveys}
        for one in self.components():
            if one.kind == "survey" and (one.sheet not in sheets or sheets[one.sheet].scale != one.scale):
                raise ValueError(f"{one.key}: there is no sheet {one.sheet} with that scale")
        return self

    def components(self) -> Iterator[ReformComponent]:
        """Every component, in order."""
        for field in self.fields:
            for criterion in field.criteria:
                yield from criterion.components

    def component(self, key: str) -> ReformComponent:
        """The component of that key; `KeyError`."""
        return {one.key: one for one in self.components()}[key]


def index_of(achieved: Decimal, possible: Decimal) -> Decimal:
    """Achieved out of what was possible, of 100, to two places; parts that do not apply are in neither. Never below 0."""
    if possible <= 0:
        return Decimal(0)
    return max(Decimal(0), achieved * 100 / possible).quantize(_CENT, ROUND_HALF_UP)
