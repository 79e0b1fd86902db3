"""What a province's folder says about posts: kinds, ranks, deputies, and from when a unit is told."""

from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Group = Literal["civil", "public", "contract"]
GROUPS: tuple[Group, ...] = ("civil", "public", "contract")
UnitKind = Literal["province", "district", "commune", "department", "sub_department", "public_service_unit", "division", "one_stop"]
Text = Annotated[str, Field(min_length=1, max_length=300)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
    tag: Literal["sure", "likely", "check"]
    note: str = ""


class Kind(_Part):
    """One kind of posts; `fills` are the kinds of unit whose own people count in it."""

    key: Annotated[str, Field(pattern="^(civil|public|contract)(_[a-z]+)?$", max_length=20)]
    vi: Text
    en: Text
    law: Text
    fills: tuple[UnitKind, ...] = Field(min_length=1)

    @property
    def group(self) -> str:
        """The group in which figures add it up."""
        return group_of(self.key)

    def name(self, language: str) -> str:
        """Its name in a language."""
        return self.en if language.startswith("en") else self.vi


class Rank(_Part):
    """A rank (ngạch) or class of professional titles; the first in the list is the highest."""

    code: Annotated[str, Field(min_length=1, max_length=20)]
    vi: Text
    en: Text
    group: Group

    def name(self, language: str) -> str:
        """Its name in a language."""
        return self.en if language.startswith("en") else self.vi


class Deputies(_Part):
    """How many deputies units of a kind may have: on average over all of them, or each."""

    of: UnitKind
    average: int | None = Field(default=None, ge=0)
    most: int | None = Field(default=None, ge=0)
    law: Text


class Edition(_Part):
    """What holds from a day on."""

    from_: date = Field(alias="from")
    source: Text
    alert_from: int = Field(ge=1, le=100)  # per cent
    kinds: tuple[Kind, ...] = Field(min_length=1)
    deputies: tuple[Deputies, ...]
    ranks: tuple[Rank, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _said_once(self) -> "Edition":
        for what, keys in (("kind", [one.key for one in self.kinds]), ("rank", [one.code for one in self.ranks])):
            twice = sorted({key for key in keys if keys.count(key) > 1})
            if twice:
                raise ValueError(f"the {what} {', '.join(twice)} is there twice")
        return self

    def kind(self, key: str) -> Kind | None:
        """The kind with that key."""
        return next((one for one in self.kinds if one.key == key), None)

    def rank(self, code: str) -> Rank | None:
        """The rank with that code."""
        return next((one for one in self.ranks if one.code == code), None)

    def ranks_between(self, lowest: str, highest: str) -> bool:
        """Whether both are ranks of one group and the first is not above the second."""
        codes = [one.code for one in self.ranks]
        if lowest not in codes or highest not in codes:
            return False
        low, high = codes.index(lowest), codes.index(highest)
        return self.ranks[low].group == self.ranks[high].group and high <= low


class StaffingContent(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    editions: tuple[Edition, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> "StaffingContent":
        if any(later.from_ <= earlier.from_ for earlier, later in pairwise(self.editions)):
            raise ValueError("editions stand in the order of their days, each day once")
        return self

    def on(self, day: date) -> Edition:
        """What holds on a day; before the first edition, the first."""
        return next((one for one in reversed(self.editions) if one.from_ <= day), self.editions[0])


def group_of(kind: str) -> str:
    """The group of a kind: what stands before the first "_"."""
    return kind.partition("_")[0]
