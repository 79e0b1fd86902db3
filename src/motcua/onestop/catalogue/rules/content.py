"""What `procedure.yaml` says: the record of a procedure (NĐ 63/2010/NĐ-CP a.8(2)) with its cases, components, fees and limits.

Every value that is not certain carries `tag` (sure, likely, check) and `note`: shown to editors, never to citizens.
"""

from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from motcua.kernel.expressions import Expression

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
    """Whether a condition of the content is true for these facts."""
    return parsed(condition).holds(facts)


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


class FieldOfWork(Text):
    """The field (lĩnh vực) of a procedure."""

    code: Said


class PerformedBy(Part):
    """The competent body: `commune`, `district` or the key of a department, and the division in it."""

    body: Key
    division: Key | None = None


class Result(Text, Tagged):
    """What the applicant gets: a paper, nothing, or a paper made by another system."""

    kind: Literal["paper", "none", "external"]
    number_series: str = ""
    signer_role: str = "leader"
    template: str = ""
    copies: Condition = "1"


class LegalBasis(Tagged):
    """A legal text the procedure rests on."""

    number: Said
    vi: Said
    en: Said
    article: str = ""


class Decision(Tagged):
    """The decision that published the procedure."""

    number: Said
    on: date | None = None


class Versions(Part):
    """From when this content holds."""

    valid_from: date


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
    """A paper of the dossier. `form` is the e-form itself, `lookup` is read from a register instead of being asked for."""

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
    def _keys_are_unique(self) -> "ProcedureCase":
        _unique("component", [component.key for component in self.components])
        _unique("fee", [fee.key for fee in self.fees])
        if self.time_limits and "desk" not in self.time_limits:
            raise ValueError("time_limits need 'desk'; the other channels fall back to it")
        return self

    def components_for(self, answers: Mapping[str, object]) -> list[Component]:
        """The components asked for with these answers."""
        return [component for component in self.components if component.when is None or holds(component.when, answers)]


class ProcedureContent(Part):
    """The whole record of a procedure."""

    code: Annotated[str, Field(pattern=r"^[123]\.\d{6}$")]
    code_tag: Tag = "sure"
    code_note: str = ""
    local_code: str = ""
    state: Literal["pending", "published", "abolished"] = "published"
    kind: Literal["central", "detailed", "local"] = "central"
    name: Text
    field: FieldOfWork
    level: Level
    performed_by: PerformedBy
    coordinating: tuple[Text, ...] = ()
    decision: Decision | None = None
    service_level_2011: int = Field(ge=1, le=4)
    service_level_2022: Literal["full", "partial"]
    channels: tuple[Channel, ...] = CHANNELS
    non_territorial: bool = False
    external_system: str = ""
    result: Result
    subjects: tuple[Literal["citizen", "overseas", "foreigner", "official", "enterprise", "cooperative", "organisation"], ...]
    minimum_assurance: int = Field(default=1, ge=0, le=2)
    sets: int = Field(default=1, ge=1)
    versions: Versions
    plain_words: Text
    life_events: tuple[Named, ...] = ()
    keywords: tuple[Said, ...] = ()
    steps: tuple[Text, ...] = Field(min_length=1)
    requirements: tuple[Text, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = Field(min_length=1)
    related: tuple[Annotated[str, Field(pattern=r"^[123]\.\d{6}$")], ...] = ()
    obligation: Text | None = None
    cases: tuple[ProcedureCase, ...] = Field(min_length=1)
    _procedure_id: int = PrivateAttr(default=0)
    _version_id: int = PrivateAttr(default=0)

    @property
    def procedure_id(self) -> int:
        """The stored procedure this was read from; 0 when it comes from a file."""
        return self._procedure_id

    @property
    def version_id(self) -> int:
        """The stored version this was read from; 0 when it comes from a file."""
        return self._version_id

    def stored_as(self, *, procedure_id: int, version_id: int) -> "ProcedureContent":
        """The same content, knowing where it is stored."""
        copy = self.model_copy()
        copy._procedure_id, copy._version_id = procedure_id, version_id
        return copy

    @model_validator(mode="after")
    def _cases_are_complete(self) -> "ProcedureContent":
        _unique("case", [case.key for case in self.cases])
        if self.cases[-1].when is not None:
            raise ValueError("the last case has no 'when': it is the default")
        if any(case.when is None for case in self.cases[:-1]):
            raise ValueError("only the last case may have no 'when'")
        if (self.result.kind == "paper") != bool(self.result.template):
            raise ValueError("a result of kind paper names its template, and no other does")
        return self

    def case(self, key: str) -> ProcedureCase:
        """The case of that key; `KeyError` when there is none."""
        return next((case for case in self.cases if case.key == key), None) or _no_case(self.code, key)

    def doubts(self) -> Iterator[tuple[str, Tagged]]:
        """Every value that still has to be checked, with where it stands; for editors."""
        yield from _doubts("", self)

    def formulas(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every condition and formula with its place in the record."""
        yield ("result", "copies"), self.result.copies
        for place, case in enumerate(self.cases):
            yield from _formulas(case, ("cases", place))
            for index, component in enumerate(case.components):
                yield from _formulas(component, ("cases", place, "components", index))
            for index, fee in enumerate(case.fees):
                yield from _formulas(fee, ("cases", place, "fees", index))


def _no_case(code: str, key: str) -> ProcedureCase:
    raise KeyError(f"procedure {code} has no case {key}")


def _unique(what: str, keys: list[str]) -> None:
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise ValueError(f"{what} {', '.join(sorted(twice))} is there twice")


def _doubts(where: str, part: object) -> Iterator[tuple[str, Tagged]]:
    if isinstance(part, Tagged) and part.tag == "check":
        yield where, part
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _doubts(f"{where}.{name}".strip("."), getattr(part, name))
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from _doubts(f"{where}.{getattr(item, 'key', index)}", item)
    elif isinstance(part, Mapping):
        for key, item in part.items():
            yield from _doubts(f"{where}.{key}", item)


def _formulas(part: Part, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name in ("when", "per", "times", "exempt_when"):
        text = getattr(part, name, None)
        if text is not None:
            yield (*path, name), text
