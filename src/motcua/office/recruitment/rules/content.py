"""The rules of recruitment as content: days, marks, priorities, from which day on."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

StaffKind = Literal["civil", "public"]
Method = Literal["exam", "interview"]
RoundKind = Literal["test", "written", "interview", "practice"]


class Part(BaseModel):
    """A part of the file; it knows no other names than these."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Words(Part):
    """The same in Vietnamese and English."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Basis(Words):
    """The law a rule rests on."""

    number: str
    tag: Literal["sure", "likely", "check"] = "sure"


class Priority(Words):
    """A group with points of priority; of several only the highest counts."""

    key: str
    points: Decimal = Field(gt=0, le=100)


class Degree(Words):
    """A degree, and the months of probation it brings."""

    key: str
    level: Literal["postgraduate", "university", "college", "intermediate", "elementary"]  # as files of personnel say it
    probation_months: int = Field(ge=0, le=24)


class RoundRule(Words):
    """One round: how it is held, how many mark, whether its mark counts for the place, whether a complaint re-marks it."""

    key: str
    kind: RoundKind
    highest: Decimal = Field(gt=0)
    pass_percent: int = Field(ge=0, le=100)
    markers: Literal[1, 2]
    counts: bool
    reviewable: bool

    @property
    def pass_mark(self) -> Decimal:
        """The least mark that passes."""
        return self.highest * self.pass_percent / 100


class Edition(Part):
    """The rules that hold from a day."""

    from_: date = Field(alias="from")
    tag: Literal["sure", "likely", "check"]
    note: str = ""
    basis: Mapping[StaffKind, Basis]
    application_days: int = Field(ge=1, le=120)
    complaint_days: int = Field(ge=1, le=60)
    review_days: int = Field(ge=1, le=60)
    difference_percent: int = Field(ge=0, le=100)
    priorities: tuple[Priority, ...]
    degrees: tuple[Degree, ...] = Field(min_length=1)
    rounds: Mapping[Method, tuple[RoundRule, ...]]

    @model_validator(mode="after")
    def _whole(self) -> "Edition":
        several: list[Sequence[Priority | Degree | RoundRule]] = [self.priorities, self.degrees, *self.rounds.values()]
        for group in several:
            if len({one.key for one in group}) != len(group):
                raise ValueError("a key stands twice")
        if any(sum(one.counts for one in rounds) != 1 for rounds in self.rounds.values()):
            raise ValueError("exactly one round of a method counts for the place")
        return self

    def points(self, priority: str) -> Decimal:
        """Points of a priority; none for "" and for what is no longer known."""
        return next((one.points for one in self.priorities if one.key == priority), Decimal(0))

    def level(self, degree: str) -> str:
        """The level of a degree as files of personnel say it."""
        return next((one.level for one in self.degrees if one.key == degree), self.degrees[0].level)

    def probation(self, degree: str) -> int:
        """Months of probation after that degree (NĐ 138/2020 art. 20, NĐ 115/2020 art. 21)."""
        return next((one.probation_months for one in self.degrees if one.key == degree), self.degrees[0].probation_months)


class Editions(Part):
    """Every edition, and who approves the plans of the whole province."""

    approving_unit: str
    editions: tuple[Edition, ...] = Field(min_length=1)

    def on(self, day: date) -> Edition:
        """The edition in force on a day; the first one before its own day."""
        begun = [one for one in self.editions if one.from_ <= day]
        return max(begun, key=lambda one: one.from_) if begun else min(self.editions, key=lambda one: one.from_)
