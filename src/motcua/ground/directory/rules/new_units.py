"""A unit that is to be established, as a decision describes it."""

from dataclasses import dataclass

from motcua.ground.directory.rules.names import committee_name, english_name, place_name
from motcua.ground.directory.rules.unit_records import TERRITORY_LEVELS

AGENCY_KINDS = frozenset({"department", "vertical", "public_service_unit"})
INNER_KINDS = frozenset({"division", "one_stop", "sub_department", "public_service_unit"})


@dataclass(frozen=True, slots=True)
class NewUnit:
    """What is asked for. `inside` puts it into the agency of the unit above; without it, it is an agency itself.

    A territory is named by `territory_kind` (ward, commune, …), whose level follows; its official code is that of the statistics
    office. `like` is an agency whose divisions it gets as well. Names that are not given follow the name.
    """

    key: str
    name: str
    parent_id: int
    kind: str = ""
    territory_kind: str = ""
    inside: bool = False
    code: str = ""
    agency_code: str = ""
    name_en: str = ""
    formal_name: str = ""
    short_name: str = ""
    like: int | None = None
    serves_id: int | None = None


def facts_of(new: NewUnit, *, above_level: str, above_short: str, above_code: str) -> dict[str, object]:
    """All facts but the ids of other units; raises `ValueError` for a kind that cannot be."""
    territory = bool(new.territory_kind)
    kind = TERRITORY_LEVELS[new.territory_kind] if territory else new.kind
    known = INNER_KINDS if new.inside else AGENCY_KINDS | set(TERRITORY_LEVELS.values())
    if kind not in known:
        raise ValueError(kind)
    return {
        "code": new.code or (f"{above_code}/{new.key}" if new.inside else new.key),
        "kind": kind,
        "level": kind if territory else above_level,
        "territory_kind": new.territory_kind,
        "agency_code": new.agency_code,
        "name": new.name,
        "name_en": new.name_en or (english_name(new.name) if territory else ""),
        "formal_name": new.formal_name or (committee_name(new.name) if territory else new.name),
        "short_name": new.short_name or (place_name(new.name) if territory else above_short),
    }
