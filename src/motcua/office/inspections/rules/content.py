"""What a province says about inspections: subjects, kinds of faults, the law of the day, usual days."""

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from motcua.kernel.text import fold

Area = Literal["home_affairs", "science", "procedures", "finance", "other"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Subject(_Part):
    """What an inspection can be about; `area` is whose field of state management it belongs to."""

    key: str = Field(max_length=40)
    area: Area
    vi: str
    en: str


class Fault(_Part):
    """A kind of fault found when a closed case is checked."""

    key: str = Field(max_length=40)
    vi: str
    en: str


class Law(_Part):
    """The law named on decisions from a day on, and how many days an inspection may take."""

    from_: date = Field(alias="from")
    named: list[str] = Field(min_length=1)
    most_days: int = Field(ge=1, le=120)
    tag: Literal["sure", "likely", "check"] = "sure"


class InspectionContent(_Part):
    """Everything in the file, with keys that stand once."""

    laws: list[Law] = Field(min_length=1)
    remedy_days: int = Field(ge=1, le=365)
    subjects: list[Subject] = Field(min_length=1)
    faults: list[Fault] = Field(min_length=1)

    @model_validator(mode="after")
    def _once(self) -> Self:
        for name, keys in (("subjects", [one.key for one in self.subjects]), ("faults", [one.key for one in self.faults])):
            doubles = sorted({key for key in keys if keys.count(key) > 1})
            if doubles:
                raise ValueError(f"{name}: {', '.join(doubles)} stands more than once")
        days = [law.from_ for law in self.laws]
        if days != sorted(set(days)):
            raise ValueError("laws: each begins after the one before it")
        return self

    def law_on(self, day: date) -> Law:
        """The law in force on a day; the first one for days before it."""
        return next((law for law in reversed(self.laws) if law.from_ <= day), self.laws[0])

    def subject(self, key: str) -> Subject | None:
        """The subject with that key or those Vietnamese words, tones and case aside."""
        said = fold(key)
        return next((one for one in self.subjects if one.key == key or fold(one.vi) == said), None)
