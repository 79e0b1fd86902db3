"""The province's content about feedback: kinds, fields, who receives, terms from day to day, guidance. Pure data."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Local = Literal["none", "commune", "district"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Entry):
    """A text in both languages."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        """The text for a reader."""
        return self.en if language.startswith("en") else self.vi


class Terms(_Entry):
    """The terms in force from a day on, in working days, with their source."""

    since: date = Field(alias="from")
    refuse_or_forward: int = Field(ge=1, le=60)
    ask_supplement: int = Field(ge=1, le=60)
    answer: int = Field(ge=1, le=120)
    publish: int = Field(ge=1, le=60)
    field_issue: dict[str, int]
    extension: int = Field(ge=0, le=60)
    reopen_within: int = Field(ge=0, le=365)
    source: str
    tag: str = "sure"


class Kind(_Entry):
    """One kind of feedback; `anonymous_from` is the day since which a name is no longer asked for (none: always asked)."""

    key: Literal["conduct", "rules", "proposal", "field_issue"]
    name: Words
    hint: Words
    anonymous_from: date | None = None
    tag: str = "sure"

    def allows_anonymous(self, on: date) -> bool:
        """Whether one may send this kind without a name on that day."""
        return self.anonymous_from is not None and self.anonymous_from <= on


class Topic(_Entry):
    """A field of life: which local body deals with it (by the place), which division there, and which department of the province."""

    key: str = Field(pattern=r"^[a-z_]{2,40}$")
    name: Words
    local: Local = "none"
    department: str
    divisions: dict[str, str] = Field(default_factory=dict)
    tag: str = "sure"


class Receivers(_Entry):
    """Who receives: the office for the whole province, and the key of the receiving division per level."""

    province: str
    commune: str
    district: str
    department: str
    conduct_of_province: str
    tag: str = "sure"


class Guidance(_Entry):
    """A ground on which feedback is not taken here, and where the person should go instead."""

    key: str = Field(pattern=r"^[a-z_]{2,40}$")
    name: Words
    text: Words
    signs: tuple[str, ...] = ()
    tag: str = "sure"


class FeedbackContent(_Entry):
    """All of it."""

    kinds: tuple[Kind, ...]
    fields: tuple[Topic, ...] = Field(min_length=1)
    receivers: Receivers
    terms: tuple[Terms, ...] = Field(min_length=1)
    guidance: tuple[Guidance, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _once(self) -> Self:
        for name, keys in (("kinds", self.kinds), ("fields", self.fields), ("guidance", self.guidance)):
            seen = [entry.key for entry in keys]
            if len(set(seen)) != len(seen):
                raise ValueError(f"{name}: a key is written twice")
        if {kind.key for kind in self.kinds} != {"conduct", "rules", "proposal", "field_issue"}:
            raise ValueError("kinds: conduct, rules, proposal and field_issue are each needed once")
        if any(set(one.field_issue) != {"normal", "urgent", "very_urgent"} for one in self.terms):
            raise ValueError("terms: field_issue has normal, urgent and very_urgent")
        if any(not set(topic.divisions) <= {"commune", "district", "department"} for topic in self.fields):
            raise ValueError("fields: divisions are those of commune, district and department")
        if [one.since for one in self.terms] != sorted({one.since for one in self.terms}):
            raise ValueError("terms: write them in the order of their days, each day once")
        return self

    def kind(self, key: str) -> Kind | None:
        """The kind with that key."""
        return next((kind for kind in self.kinds if kind.key == key), None)

    def topic(self, key: str) -> Topic | None:
        """The field with that key."""
        return next((topic for topic in self.fields if topic.key == key), None)

    def ground(self, key: str) -> Guidance | None:
        """The ground of refusal with that key."""
        return next((one for one in self.guidance if one.key == key), None)

    def terms_on(self, day: date) -> Terms:
        """The terms in force on a day; before the first, the first."""
        return _last([one for one in self.terms if one.since <= day]) or self.terms[0]


def _last(found: Sequence[Terms]) -> Terms | None:
    return found[-1] if found else None
