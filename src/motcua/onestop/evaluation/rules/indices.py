"""The nine indices as content: what each asks, from what it is worked out, and the classes of the sum."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

MOST = 2


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(_Part):
    """Words in both languages."""

    vi: str
    en: str


class Threshold(_Part):
    """From which share of good cases so many points are given."""

    from_share: Decimal = Field(ge=0, le=1)
    points: int = Field(ge=0, le=MOST)


class Answer(Said):
    """An answer on the ballot and its points."""

    points: int = Field(ge=0, le=MOST)


class Index(Said):
    """One index."""

    key: str
    by: Literal["records", "ballots", "unit"]
    points: tuple[Threshold, ...] = ()
    question: Said | None = None
    answers: tuple[Answer, ...] = ()
    tag: str = "likely"
    note: str = ""

    @model_validator(mode="after")
    def _is_whole(self) -> "Index":
        if (self.by == "records") != bool(self.points):
            raise ValueError(f"{self.key}: points stand where records decide, and nowhere else")
        if (self.by == "ballots") != (self.question is not None and bool(self.answers)):
            raise ValueError(f"{self.key}: a question with answers stands where ballots decide, and nowhere else")
        return self

    def points_for(self, share: Decimal) -> int:
        """The points for a share of good cases: those of the highest threshold reached."""
        reached = [threshold for threshold in self.points if share >= threshold.from_share]
        return max((threshold.points for threshold in reached), default=0)


class Grade(Said):
    """A class, from so many points of the sum."""

    key: str
    from_: Decimal = Field(alias="from")


class Edition(_Part):
    """The indices that hold from a day."""

    from_: date = Field(alias="from")
    source: str
    tag: str = "likely"
    classes: tuple[Grade, ...]
    indices: tuple[Index, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> "Edition":
        keys = [index.key for index in self.indices]
        if len(set(keys)) != len(keys):
            raise ValueError("an index stands twice")
        if not any(grade.from_ == 0 for grade in self.classes):
            raise ValueError("one class begins at 0")
        return self

    def index(self, key: str) -> Index:
        """The index of that key; `KeyError`."""
        return {index.key: index for index in self.indices}[key]

    def asked(self) -> list[Index]:
        """What a ballot asks."""
        return [index for index in self.indices if index.by == "ballots"]

    def grade_of(self, total: Decimal) -> Grade:
        """The class of a sum of points (TT 01/2018/TT-VPCP a.14)."""
        return max((grade for grade in self.classes if total >= grade.from_), key=lambda grade: grade.from_)


class Indices(_Part):
    """Every edition."""

    editions: tuple[Edition, ...] = Field(min_length=1)

    def on(self, day: date) -> Edition:
        """The edition in force on a day; the first for days before it."""
        held = [edition for edition in self.editions if edition.from_ <= day]
        return max(held, key=lambda edition: edition.from_) if held else min(self.editions, key=lambda edition: edition.from_)


def total_of(points: Mapping[str, Decimal]) -> Decimal:
    """The sum of the points of all indices."""
    return sum(points.values(), Decimal(0))
