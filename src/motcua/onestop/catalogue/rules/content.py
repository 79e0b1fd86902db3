"""What `procedure.yaml` says: the record of a procedure (NĐ 63/2010/NĐ-CP a.8(2)) with its cases, components, fees and limits.

Every value that is not certain carries `tag` (sure, likely, check) and `note`: shown to editors, never to citizens.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field, PrivateAttr, model_validator

from motcua.onestop.catalogue.rules.bundle import BundlePart, require_order
from motcua.onestop.catalogue.rules.cases import (
    CHANNELS,
    Channel,
    Condition,
    Key,
    Level,
    Named,
    Part,
    ProcedureCase,
    Said,
    Tag,
    Tagged,
    Text,
    holds,
    unique,
)


class FieldOfWork(Text):
    """The field (lĩnh vực) of a procedure."""

    code: Said


class PerformedBy(Part):
    """The competent body and the division in it.

    `commune`, `district`, the key of a department, or a vertical agency that every territory of a level has, as `commune/cong_an`.
    """

    body: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)?$", max_length=60)]
    division: Key | None = None


class CopyOf(Part):
    """The result is a certified electronic copy of an original (NĐ 45/2020/NĐ-CP a.10): of which component, and for which answers."""

    component: Key
    when: Condition | None = None


class Result(Text, Tagged):
    """What the applicant gets: a paper, nothing, or a paper made by another system."""

    kind: Literal["paper", "none", "external"]
    number_series: str = ""
    signer_role: str = "leader"
    template: str = ""
    copies: Condition = "1"
    copy_of: CopyOf | None = None

    def component_copied(self, answers: Mapping[str, object]) -> str:
        """The key of the component of which the result is a certified electronic copy; empty when it is none."""
        if self.copy_of is None or (self.copy_of.when is not None and not holds(self.copy_of.when, answers)):
            return ""
        return self.copy_of.component


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
    interlinked: Literal["none", "same_level", "across_levels"] = "none"
    at_one_stop: bool = True
    parts: tuple[BundlePart, ...] = ()
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
        unique("case", [case.key for case in self.cases])
        if self.cases[-1].when is not None:
            raise ValueError("the last case has no 'when': it is the default")
        if any(case.when is None for case in self.cases[:-1]):
            raise ValueError("only the last case may have no 'when'")
        if (self.result.kind == "paper") != bool(self.result.template):
            raise ValueError("a result of kind paper names its template, and no other does")
        if self.result.copy_of is not None:
            _require_copied(self.result, self.cases)
        if self.parts:
            require_order(self.parts)
            if self.interlinked == "none":
                raise ValueError("a procedure of several parts is interlinked: at the same_level or across_levels")
        return self

    @property
    def is_full(self) -> bool:
        """Whether all is there that must be published: steps, channels, components, limits, who asks, who decides, the law (QĐ 766/QĐ-TTg).

        A name, a case and an agency every record has; a case may ask for no paper only when none asks for any.
        """
        timed = all(case.time_limits for case in self.cases)
        papers = any(case.components for case in self.cases)
        return bool(timed and papers and self.steps and self.channels and self.subjects and self.legal_basis)

    def case(self, key: str) -> ProcedureCase:
        """The case of that key; `KeyError` when there is none."""
        return next((case for case in self.cases if case.key == key), None) or _no_case(self.code, key)

    def doubts(self) -> Iterator[tuple[str, Tagged]]:
        """Every value that still has to be checked, with where it stands; for editors."""
        yield from _doubts("", self)

    def formulas(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every condition and formula with its place in the record."""
        yield ("result", "copies"), self.result.copies
        if self.result.copy_of is not None and self.result.copy_of.when is not None:
            yield ("result", "copy_of", "when"), self.result.copy_of.when
        yield from ((("parts", place, "when"), part.when) for place, part in enumerate(self.parts) if part.when is not None)
        for place, case in enumerate(self.cases):
            yield from _formulas(case, ("cases", place))
            for index, component in enumerate(case.components):
                yield from _formulas(component, ("cases", place, "components", index))
            for index, fee in enumerate(case.fees):
                yield from _formulas(fee, ("cases", place, "fees", index))


def _require_copied(result: Result, cases: tuple[ProcedureCase, ...]) -> None:
    """Raise `ValueError` when what is copied is not handed in, or the copy would be no paper."""
    if result.copy_of is None:
        return
    if result.kind != "paper":
        raise ValueError("only a result of kind paper is a copy_of a component")
    copied = result.copy_of.component
    for case in cases:
        if not any(part.key == copied and part.kind == "upload" for part in case.components):
            raise ValueError(f"the result is a copy_of '{copied}', but the case {case.key} has no such component to upload")


def _no_case(code: str, key: str) -> ProcedureCase:
    raise KeyError(f"procedure {code} has no case {key}")


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
