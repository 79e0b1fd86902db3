"""The service index as content: axes, components, what each is worked out of, and how a ratio becomes points (QĐ 766/QĐ-TTg)."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

WHOLE = 100
_CENT = Decimal("0.01")


class Part(BaseModel):
    """A piece of content: nothing unknown may stand in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(Part):
    """Words in both languages."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Term(Part):
    """One figure of a sum.

    `procedures` counts the procedures of which the figure is above nothing, instead of the figure itself. `province` takes a figure
    that is kept for the whole province, cut to the procedures that the unit performs. `only` keeps to these procedures.
    `awaited` names a figure that no module declares yet.
    """

    key: str
    part: str = ""
    count: Literal["amount", "procedures"] = "amount"
    minus: bool = False
    province: bool = False
    only: tuple[str, ...] = ()
    awaited: bool = False


class Gain(Said):
    """What a unit can still do: for records that are `missing` in the numerator, or that are good now and `at_risk`.

    `open_only` keeps to dossiers that have not ended: what should have happened before the end cannot be made up for.
    """

    records: Literal["missing", "at_risk"]
    open_only: bool = False


class Component(Said):
    """One component: its most points, its ratio, and its rule.

    `full_at` is the ratio from which all points are given. `none` says what a unit gets without anything to measure.
    """

    key: str = Field(pattern=r"^[a-z_]+$")
    code: str = ""
    max: Decimal = Field(ge=0)
    full_at: Decimal = Field(default=Decimal(1), gt=0, le=1)
    numerator: tuple[Term, ...] = Field(min_length=1)
    denominator: tuple[Term, ...] = Field(min_length=1)
    none: Literal["full", "zero"] = "zero"
    mean: bool = False  # shown only: a mean, without points
    gain: Gain | None = None
    tag: Literal["sure", "likely", "check"] = "likely"
    note: str = ""

    @model_validator(mode="after")
    def _mean_has_no_points(self) -> "Component":
        if self.mean != (self.max == 0):
            raise ValueError(f"{self.key}: what is shown only has no points, and everything else has some")
        return self

    def points(self, numerator: int, denominator: int) -> Decimal:
        """The points, to two places: most × ratio ÷ `full_at`, never above the most nor below 0."""
        if denominator <= 0:
            return self.max if self.none == "full" else Decimal(0)
        ratio = max(Decimal(numerator) / denominator, Decimal(0))
        return min(self.max, self.max * ratio / self.full_at).quantize(_CENT, ROUND_HALF_UP)

    def value(self, numerator: int, denominator: int) -> Decimal | None:
        """The ratio in per cent (a mean: as it is), to two places; None without a denominator."""
        if denominator <= 0:
            return None
        return (Decimal(numerator) * (1 if self.mean else 100) / denominator).quantize(_CENT, ROUND_HALF_UP)


class Axis(Said):
    """A group of components."""

    key: str = Field(pattern=r"^[a-z_]+$")
    max: Decimal
    components: tuple[Component, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _adds_up(self) -> "Axis":
        if sum(one.max for one in self.components) != self.max:
            raise ValueError(f"{self.key}: the components do not add up to {self.max}")
        return self


class Grade(Said):
    """A grade, from so many points of 100."""

    key: str
    from_: Decimal = Field(alias="from")


class Edition(Part):
    """The index as it holds from a day."""

    from_: date = Field(alias="from")
    source: str
    tag: Literal["sure", "likely", "check"] = "likely"
    note: str = ""
    grades: tuple[Grade, ...] = Field(min_length=1)
    axes: tuple[Axis, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_whole(self) -> "Edition":
        if sum(axis.max for axis in self.axes) != WHOLE:
            raise ValueError("the axes do not add up to 100")
        keys = [component.key for component in self.components()]
        if len(set(keys)) != len(keys):
            raise ValueError("a component stands twice")
        if not any(grade.from_ == 0 for grade in self.grades):
            raise ValueError("one grade begins at 0")
        return self

    def components(self) -> Iterator[Component]:
        """Every component, in order."""
        for axis in self.axes:
            yield from axis.components

    def terms(self) -> Iterator[Term]:
        """Every figure that is needed."""
        for component in self.components():
            yield from component.numerator
            yield from component.denominator

    def grade_of(self, total: Decimal) -> Grade:
        """The grade of a sum of points."""
        return max((grade for grade in self.grades if total >= grade.from_), key=lambda grade: grade.from_)


class ServiceIndex(Part):
    """Every edition."""

    editions: tuple[Edition, ...] = Field(min_length=1)

    def on(self, day: date) -> Edition:
        """The edition in force on a day; the first for days before it."""
        held = [edition for edition in self.editions if edition.from_ <= day]
        return max(held, key=lambda edition: edition.from_) if held else min(self.editions, key=lambda edition: edition.from_)


def gained(component: Component, numerator: int, denominator: int, records: int) -> Decimal:
    """The points that `records` more in the numerator would bring; a ratio never goes above one."""
    if denominator <= 0 or records <= 0:
        return Decimal(0)
    reached = max(numerator, min(numerator + records, denominator))
    return component.points(reached, denominator) - component.points(numerator, denominator)


def lost(component: Component, numerator: int, denominator: int, records: int) -> Decimal:
    """The points that would go if so many good records turned bad."""
    if denominator <= 0 or records <= 0:
        return Decimal(0)
    return component.points(numerator, denominator) - component.points(max(numerator - records, 0), denominator)


def total_of(points: Sequence[Decimal]) -> Decimal:
    """The sum of points."""
    return sum(points, Decimal(0))
