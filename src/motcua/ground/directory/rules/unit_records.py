"""Units as the province's files describe them, and the divisions that every agency of a level has."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from motcua.ground.directory.rules.names import committee_name, english_name, place_name

TERRITORY_LEVELS = {
    "province": "province",
    "city": "district",
    "town": "district",
    "rural_district": "district",
    "urban_district": "district",
    "ward": "commune",
    "commune": "commune",
    "township": "commune",
}
CODE_DIGITS = {"province": 2, "district": 3, "commune": 5}


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """One unit, with other units and office hours named by their codes. An agency is its own `body`."""

    code: str
    key: str
    kind: str
    level: str
    name: str
    formal_name: str
    short_name: str
    body: str
    valid_from: date
    parent: str = ""
    territory_kind: str = ""
    agency_code: str = ""
    name_en: str = ""
    valid_to: date | None = None
    address: str = ""
    phone: str = ""
    office_hours: str = ""
    tag: str = ""
    serves: str = ""


@dataclass(frozen=True, slots=True)
class DivisionRule:
    """A division that the agencies of a level have: all, those of some kinds of territory, or single ones."""

    key: str
    kind: str
    name: str
    name_en: str
    tag: str = ""
    formal: str = ""
    territory_kinds: frozenset[str] = field(default_factory=frozenset)
    only: frozenset[str] = field(default_factory=frozenset)

    def applies_to(self, body: UnitRecord) -> bool:
        """Whether that agency has the division."""
        if self.only and body.code not in self.only:
            return False
        return not self.territory_kinds or body.territory_kind in self.territory_kinds


@dataclass(frozen=True, slots=True)
class VerticalRule:
    """A vertical agency that every territory of some levels has, under the agency `of` of the province; names hold {place}."""

    key: str
    of: str
    levels: tuple[str, ...]
    name: str
    name_en: str
    divisions: tuple[DivisionRule, ...] = ()
    tag: str = ""


def territory(code: str, name: str, kind: str, parent: str, *, valid_from: date, valid_to: date | None) -> UnitRecord:
    """A territory, whose authority is its People's Committee."""
    level = TERRITORY_LEVELS[kind]
    return UnitRecord(
        code=code,
        key=code,
        kind=level,
        territory_kind=kind,
        level=level,
        name=name,
        name_en=english_name(name),
        formal_name=committee_name(name),
        short_name=place_name(name),
        parent=parent,
        body=code,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def inside(body: UnitRecord, key: str, *, kind: str, name: str, name_en: str, tag: str, formal: str = "", parent: str = "") -> UnitRecord:
    """A unit inside an agency; `formal` may hold {name}, {body} and {place}."""
    pattern = formal or ("{name} {body}" if kind == "one_stop" and body.formal_name not in name else "{name}")
    return UnitRecord(
        code=f"{body.code}/{key}",
        key=key,
        kind=kind,
        level=body.level,
        name=name,
        name_en=name_en,
        formal_name=pattern.format(name=name, body=body.formal_name, place=body.short_name),
        short_name=body.short_name,
        parent=f"{body.code}/{parent}" if parent else body.code,
        body=body.code,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        tag=tag,
    )


def divisions_by_rule(bodies: Iterable[UnitRecord], rules: Mapping[str, Iterable[DivisionRule]]) -> Iterator[UnitRecord]:
    """The divisions that the rules of its level give to each territory."""
    for body in bodies:
        for rule in rules.get(body.level, ()):
            if rule.applies_to(body):
                yield inside(body, rule.key, kind=rule.kind, name=rule.name, name_en=rule.name_en, tag=rule.tag, formal=rule.formal)


def verticals_by_rule(territories: Iterable[UnitRecord], rules: Iterable[VerticalRule]) -> Iterator[UnitRecord]:
    """The vertical agencies of each territory, each under the same agency of the territory above, with their divisions."""
    known = list(territories)
    level_of = {body.code: body.level for body in known}
    for rule in rules:
        for body in known:
            if body.level not in rule.levels:
                continue
            above = f"{rule.key}_{body.parent}" if level_of.get(body.parent) in rule.levels else rule.of
            place = f"{body.name[:1].lower()}{body.name[1:]}"
            agency = UnitRecord(
                code=f"{rule.key}_{body.code}",
                key=rule.key,
                kind="vertical",
                level=body.level,
                name=rule.name.format(place=place),
                name_en=rule.name_en.format(place=body.name_en),
                formal_name=rule.name.format(place=place),
                short_name=body.short_name,
                parent=above,
                body=f"{rule.key}_{body.code}",
                serves=body.code,
                valid_from=body.valid_from,
                valid_to=body.valid_to,
                tag=rule.tag,
            )
            yield agency
            for inner in rule.divisions:
                yield inside(agency, inner.key, kind=inner.kind, name=inner.name, name_en=inner.name_en, tag=inner.tag)


def generations(records: Iterable[UnitRecord]) -> list[list[UnitRecord]]:
    """The records parents first, generation by generation; raises `ValueError` naming a unit whose parents go round in a circle."""
    waiting = {record.code: record for record in records}
    result: list[list[UnitRecord]] = []
    while waiting:
        ready = [record for record in waiting.values() if record.parent not in waiting]
        if not ready:
            raise ValueError(f"the parents of {next(iter(waiting))} go round in a circle")
        result.append(ready)
        for record in ready:
            del waiting[record.code]
    return result
