"""The roadmap of digitisation: from when the offices of each level must digitise (NĐ 107/2021/NĐ-CP a.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from motcua.onestop.catalogue.api import Part, Tagged


class Step(Tagged):
    """One step, as the file says it."""

    level: Annotated[str, Field(pattern="^(province|district|commune)$")]
    decided_from: date
    digitises_from: date
    basis: Annotated[str, Field(min_length=1, max_length=300)]


class Roadmap(Part):
    """The whole file."""

    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _said_once(self) -> "Roadmap":
        keys = [(one.level, one.decided_from) for one in self.steps]
        twice = sorted({f"{level} from {day}" for level, day in keys if keys.count((level, day)) > 1})
        if twice:
            raise ValueError(f"the step of {', '.join(twice)} is there twice")
        missing = sorted({"province", "district", "commune"} - {one.level for one in self.steps})
        if missing:
            raise ValueError(f"no step says from when the level {', '.join(missing)} digitises")
        return self


@dataclass(frozen=True, slots=True)
class Duty:
    """Since or from when an office must digitise; `to_check` while the day is not confirmed."""

    since: date
    basis: str
    to_check: bool

    def begun(self, on: date) -> bool:
        """Whether the duty holds on a day."""
        return self.since <= on


def duty_on(steps: Iterable[tuple[str, date, Duty]], level: str, day: date) -> Duty | None:
    """The duty of a level by what was decided until `day`; `steps` are level, day of decision and duty. None when nothing was decided."""
    decided = [(decided_from, duty) for of, decided_from, duty in steps if of == level and decided_from <= day]
    return max(decided, key=lambda one: one[0])[1] if decided else None
