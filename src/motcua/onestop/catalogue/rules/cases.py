"""The variants of a procedure: what each needs, costs and promises; and the small values all content is made of."""

from collections.abc import Mapping
from datetime import time
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from motcua.kernel.expressions import Expression, ExpressionError

Channel = Literal["desk", "online", "post"]
CHANNELS: tuple[Channel, ...] = ("desk", "online", "post")
Level = Literal["commune", "district", "province"]
Tag = Literal["sure", "likely", "check"]
Language = Literal["vi", "en"]


@lru_cache(maxsize=4096)
def parsed(text: str) -> Expression:
    """The expression of a text, read once; raises `ExpressionError`."""
    return Expression.parse(text)


def holds(condition: str, facts: Mapping[str, object]) -> bool:
    """Whether a condition of the content is true for these facts; not, when an answer it must calculate with is still missing."""
    expression = parsed(condition)
    try:
        return expression.holds(facts)
    except ExpressionError:
        if any(facts.get(name) is None for name in expression.names):
            return False
        raise


def _condition(text: str) -> str:
    parsed(text)  # ExpressionError is a ValueError: pydantic turns it into an error of this value
    return text


Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Condition = Annotated[str, AfterValidator(_condition)]
Said = Annotated[str, Field(min_length=1)]


class Part(BaseModel):
    """Frozen, and nothing unknown: a misspelt key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Part):
    """The same in Vietnamese and English."""

    vi: Said
    en: Said

    def in_language(self, language: str) -> str:
        """The text in `language`; anything but English is Vietnamese."""
        return self.en if language.startswith("en") else self.vi


class Tagged(Part):
    """A value with how sure we are of it."""

    tag: Tag = "sure"
    note: str = ""

    @model_validator(mode="after")
    def _doubt_says_why(self) -> "Tagged":
        if self.tag == "check" and not self.note:
            raise ValueError("a value tagged 'check' needs a note saying what to check")
        return self


class Named(Text):
    """A key with its name in two languages."""

    key: Key


def unique(what: str, keys: list[str]) -> None:
    """Raise `ValueError` when a key is there twice."""
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise ValueError(f"{what} {', '.join(sorted(twice))} is there twice")


class Limit(Tagged):
    """A time limit; `cut_off` is the hour after which the same day becomes the next working day."""

    amount: int = Field(gt=0, le=365)
    unit: Literal["hour", "working_day", "calendar_day", "same_day"]
    cut_off: time | None = None

    @model_validator(mode="after")
    def _cut_off_of_the_same_day(self) -> "Limit":
        if self.cut_off is not None and self.unit != "same_day":
            raise ValueError("cut_off belongs to the unit same_day only")
        return self


class Component(Text, Tagged):
    """A paper of the dossier. `form` is the e-form itself, `lookup` is read from a register instead of being asked for.

    `paper_type` is the type (papers/types.yaml) of the papers that serve, when the type does not name the component itself.
    """

    key: Key
    required: bool = True
    originals: int = Field(default=0, ge=0)
    copies: int = Field(default=0, ge=0)
    kind: Literal["form", "upload", "lookup"]
    accepts: tuple[Literal["pdf", "jpg", "png", "docx"], ...] = ("pdf", "jpg", "png")
    max_mb: int = Field(default=10, gt=0, le=50)
    when: Condition | None = None
    hint: Text | None = None
    paper_code: str = ""
    paper_type: str = ""
    template: str = ""


class Tier(Part):
    """A step of a graded fee: up to which count (None: without end) each unit costs `amount` đồng."""

    up_to: int | None = Field(default=None, gt=0)
    amount: int = Field(ge=0)


class FeeRule(Text, Tagged):
    """How a fee (phí) or charge (lệ phí) is worked out, in đồng.

    amount × `per`, or graded by `tiers` over `per`, at most `maximum`; that × `times`. `per` and `times` are expressions.
    """

    key: Key
    kind: Literal["fee", "charge"]
    amount: int | None = Field(default=None, ge=0)
    per: Condition | None = None
    tiers: tuple[Tier, ...] = ()
    maximum: int | None = Field(default=None, gt=0)
    times: Condition | None = None
    when: Condition | None = None
    exempt_when: Condition | None = None
    exempt_reason: Text | None = None
    channels: tuple[Channel, ...] = CHANNELS
    collected: Literal["intake", "result"] = "intake"
    basis: Said

    @model_validator(mode="after")
    def _one_way_to_count(self) -> "FeeRule":
        if (self.amount is None) == (not self.tiers):
            raise ValueError("give either amount or tiers")
        if self.tiers and self.per is None:
            raise ValueError("tiers need 'per'")
        ends = [tier.up_to for tier in self.tiers]
        if ends and (ends[-1] is not None or None in ends[:-1] or ends[:-1] != sorted(set(ends[:-1]))):  # type: ignore[type-var] # None is excluded before
            raise ValueError("tiers go upwards and only the last has no up_to")
        if self.exempt_when and self.exempt_reason is None:
            raise ValueError("exempt_when needs exempt_reason, so that the citizen reads why nothing is to be paid")
        return self


class ProcedureCase(Part):
    """A case (trường hợp) of a procedure with its own limits, components and fees."""

    key: Key
    name: Text
    when: Condition | None = None
    time_limits: Mapping[Channel, Limit] = Field(default_factory=dict)
    components: tuple[Component, ...] = ()
    fees: tuple[FeeRule, ...] = ()

    @model_validator(mode="after")
    def _keys_areunique(self) -> "ProcedureCase":
        unique("component", [component.key for component in self.components])
        unique("fee", [fee.key for fee in self.fees])
        if self.time_limits and "desk" not in self.time_limits:
            raise ValueError("time_limits need 'desk'; the other channels fall back to it")
        return self

    def components_for(self, answers: Mapping[str, object]) -> list[Component]:
        """The components asked for with these answers."""
        return [component for component in self.components if component.when is None or holds(component.when, answers)]
