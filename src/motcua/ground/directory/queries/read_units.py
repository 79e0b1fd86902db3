"""Read the folder of units: territory, departments, divisions and office hours, every mistake with file and line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from motcua.blocks.packs.api import Located, PackRefused, Problems, parse_as, read_csv, read_yaml
from motcua.ground.directory.rules.unit_records import (
    CODE_DIGITS,
    TERRITORY_LEVELS,
    DivisionRule,
    UnitRecord,
    VerticalRule,
    divisions_by_rule,
    generations,
    inside,
    territory,
    verticals_by_rule,
)
from motcua.kernel.identifiers import AgencyCode, AgencyCodeError
from motcua.kernel.office_hours import OfficeHours

_INNER_KINDS = {"division", "one_stop", "sub_department", "public_service_unit"}
_AGENCY_KINDS = {"department", "vertical", "public_service_unit"}
_Strict = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class UnitsContent:
    """Everything a folder of units says, checked."""

    records: tuple[UnitRecord, ...]
    office_hours: Mapping[str, Mapping[str, Any]]


class _Rule(BaseModel):
    model_config = _Strict
    key: str = Field(pattern=r"^[a-z0-9_]+$")
    kind: Literal["division", "one_stop", "sub_department", "public_service_unit"] = "division"
    vi: str
    en: str
    formal: str = ""
    tag: str = ""
    for_kinds: list[str] = Field(default=[], alias="for")
    only: list[str] = []

    def rule(self) -> DivisionRule:
        return DivisionRule(self.key, self.kind, self.vi, self.en, self.tag, self.formal, frozenset(self.for_kinds), frozenset(self.only))


class _Vertical(BaseModel):
    model_config = _Strict
    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    of: str
    levels: list[Literal["district", "commune"]]
    vi: str = Field(pattern=r".*\{place\}.*")
    en: str = Field(pattern=r".*\{place\}.*")
    divisions: list[_Rule] = []
    tag: str = ""

    def rule(self) -> VerticalRule:
        inner = tuple(rule.rule() for rule in self.divisions)
        return VerticalRule(self.key, self.of, tuple(self.levels), self.vi, self.en, inner, self.tag)


class _Units(BaseModel):
    model_config = _Strict
    valid_from: date
    territory: str
    agency_codes: str
    departments: str
    department_divisions: str
    default_office_hours: str
    office_hours: dict[str, dict[str, Any]]
    office_hours_of: dict[str, str] = {}
    divisions: dict[Literal["province", "district", "commune"], list[_Rule]]
    vertical_agencies: list[_Vertical] = []


class _Reader:
    """Reads one folder; gathers units by code and mistakes by place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems = Problems()
        self.units: dict[str, UnitRecord] = {}
        self.head = read_yaml(folder / "units.yaml")
        self.spec = parse_as(_Units, self.head)

    def read(self) -> UnitsContent:
        self._office_hours()
        self._territory()
        self.problems.refuse_if_any()  # what follows would only repeat these mistakes
        territories = list(self.units.values())
        self._departments()
        self._divisions()
        rules = {str(level): [rule.rule() for rule in rules] for level, rules in self.spec.divisions.items()}
        for record in divisions_by_rule(territories, rules):
            with self.problems.gather():
                self._add(record, self.head["divisions"])
        self._verticals(territories)
        self._agency_codes()
        self._hours_of_units()
        self.problems.refuse_if_any()
        ordered = [record for generation in generations(self.units.values()) for record in generation]
        return UnitsContent(tuple(ordered), self.spec.office_hours)

    def _rows(self, name: str, required: list[str], optional: list[str]) -> list[Located]:
        try:
            return read_csv(self.folder / name, required=required, optional=optional)
        except PackRefused as refused:
            self.problems.found.extend(refused.errors)
            return []

    def _add(self, record: UnitRecord, at: Located) -> None:
        if record.code in self.units:
            raise at.error(f"the unit {record.code} is there already")
        self.units[record.code] = record

    def _office_hours(self) -> None:
        for key, place in self.head["office_hours"].items():
            with self.problems.gather():
                try:
                    OfficeHours.parse(self.spec.office_hours[key])
                except (ValueError, TypeError, AttributeError) as error:
                    raise place.error(str(error)) from None

    def _territory(self) -> None:
        rows = self._rows(self.spec.territory, ["code", "name", "kind"], ["parent_code", "valid_from", "valid_to"])
        for row in rows:
            with self.problems.gather():
                self._add(self._territory_of(row), row)
        for row in rows:
            parent = _cell(row, "parent_code")
            with self.problems.gather():
                if parent and parent not in self.units:
                    raise row.error(f"the parent {parent} is not in this file")
                if not parent and _cell(row, "kind") != "province":
                    raise row.error("only the province has no parent")

    def _territory_of(self, row: Located) -> UnitRecord:
        code, kind = _cell(row, "code"), _cell(row, "kind")
        if kind not in TERRITORY_LEVELS:
            raise row.error(f"'{kind}' is not a kind of territory; use one of {', '.join(TERRITORY_LEVELS)}")
        digits = CODE_DIGITS[TERRITORY_LEVELS[kind]]
        if not (code.isascii() and code.isdigit() and len(code) == digits):
            raise row.error(f"the code of a {kind} has {digits} digits, not '{code}'")
        first, last = self._days(row)
        return territory(code, _cell(row, "name"), kind, _cell(row, "parent_code"), valid_from=first, valid_to=last)

    def _departments(self) -> None:
        optional = ["agency_code", "address", "phone", "tag", "valid_from", "valid_to"]
        for row in self._rows(self.spec.departments, ["key", "kind", "parent", "name", "name_en"], optional):
            with self.problems.gather():
                self._add(self._department(row), row)

    def _department(self, row: Located) -> UnitRecord:
        above = self.units.get(_cell(row, "parent"))
        if above is None:
            raise row.error(f"the parent {_cell(row, 'parent')} is not known")
        key, kind, first_last = _cell(row, "key"), _cell(row, "kind"), self._days(row)
        _require_kind(row, kind, _AGENCY_KINDS)
        return UnitRecord(
            code=key,
            key=key,
            kind=kind,
            level=above.level,
            name=_cell(row, "name"),
            name_en=_cell(row, "name_en"),
            formal_name=_cell(row, "name"),
            short_name=above.short_name,
            parent=above.code,
            body=key,
            agency_code=_agency_code(row, _cell(row, "agency_code")),
            address=_cell(row, "address"),
            phone=_cell(row, "phone"),
            valid_from=first_last[0],
            valid_to=first_last[1],
            tag=_cell(row, "tag"),
        )

    def _divisions(self) -> None:
        for row in self._rows(self.spec.department_divisions, ["department", "key", "kind", "name", "name_en"], ["parent", "tag"]):
            with self.problems.gather():
                self._add(self._division(row), row)

    def _division(self, row: Located) -> UnitRecord:
        body, parent = self.units.get(_cell(row, "department")), _cell(row, "parent")
        if body is None or body.code != body.body:
            raise row.error(f"the department {_cell(row, 'department')} is not known")
        if parent and f"{body.code}/{parent}" not in self.units:
            raise row.error(f"the parent {parent} must be written above this line")
        _require_kind(row, _cell(row, "kind"), _INNER_KINDS)
        name, name_en, tag = _cell(row, "name"), _cell(row, "name_en"), _cell(row, "tag")
        return inside(body, _cell(row, "key"), kind=_cell(row, "kind"), name=name, name_en=name_en, tag=tag, parent=parent)

    def _verticals(self, territories: list[UnitRecord]) -> None:
        for index, vertical in enumerate(self.spec.vertical_agencies):
            if vertical.of not in self.units:
                self.problems.add(self.head.error(f"the agency {vertical.of} is not known", "vertical_agencies", index, "of"))
                continue
            for record in verticals_by_rule(territories, [vertical.rule()]):
                with self.problems.gather():
                    self._add(record, self.head["vertical_agencies"])

    def _agency_codes(self) -> None:
        for row in self._rows(self.spec.agency_codes, ["code", "agency_code"], ["tag"]):
            code = _cell(row, "code")
            with self.problems.gather():
                if code not in self.units:
                    raise row.error(f"the unit {code} is not known")
                agency_code = _agency_code(row, _cell(row, "agency_code"))
                self.units[code] = replace(self.units[code], agency_code=agency_code, tag=_cell(row, "tag"))
        seen: dict[str, str] = {}
        for record in self.units.values():
            if record.agency_code and (other := seen.setdefault(record.agency_code, record.code)) != record.code:
                reason = f"{other} and {record.code} have the same agency code {record.agency_code}"
                self.problems.add(self.head.error(reason, "agency_codes"))

    def _hours_of_units(self) -> None:
        wanted = {record.code: self.spec.default_office_hours for record in self.units.values() if not record.parent}
        wanted |= self.spec.office_hours_of
        for code, key in wanted.items():
            if code not in self.units:
                self.problems.add(self.head.error(f"the unit {code} is not known", "office_hours_of"))
            elif key not in self.spec.office_hours:
                self.problems.add(self.head.error(f"there are no office hours named {key}", "office_hours"))
            else:
                self.units[code] = replace(self.units[code], office_hours=key)

    def _days(self, row: Located) -> tuple[date, date | None]:
        first = row["valid_from"].day() if _cell(row, "valid_from") else self.spec.valid_from
        last = row["valid_to"].day() if _cell(row, "valid_to") else None
        if last and last < first:
            raise row.error("the last day lies before the first")
        return first, last


def read_units(folder: Path) -> UnitsContent:
    """Everything the folder says; raises `PackError` or `PackRefused` naming every mistake with file and line."""
    return _Reader(folder).read()


def _cell(row: Located, name: str) -> str:
    found = row.get(name)
    return str(found.value) if found else ""


def _require_kind(row: Located, kind: str, known: set[str]) -> None:
    if kind not in known:
        raise row.error(f"'{kind}' is not a kind of unit; use one of {', '.join(sorted(known))}")


def _agency_code(row: Located, text: str) -> str:
    try:
        return str(AgencyCode.parse(text)) if text else ""
    except AgencyCodeError as error:
        raise row.error(str(error)) from None
