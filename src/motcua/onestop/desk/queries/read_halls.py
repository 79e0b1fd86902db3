"""Read the folder of halls: every mistake with file and line."""

from collections.abc import Collection
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from motcua.blocks.packs.api import Located, Problems, parse_as, read_yaml

_Strict = ConfigDict(extra="forbid")


class CounterEntry(BaseModel):
    """One counter; `fields` are codes of fields of work, all when empty."""

    model_config = _Strict
    key: str = Field(pattern=r"^[a-z0-9_]{1,20}$")
    vi: str
    en: str
    fields: list[str] = []


class HallEntry(BaseModel):
    """How one one-stop unit receives people."""

    model_config = _Strict
    unit: str
    slug: str = Field(pattern=r"^[a-z0-9-]{2,40}$")
    slot_minutes: int = Field(default=30, ge=5, le=240)
    per_slot: int = Field(default=2, ge=0, le=50)
    days_ahead: int = Field(default=14, ge=0, le=60)
    grace_minutes: int = Field(default=10, ge=0, le=120)
    most_waiting: int = Field(default=300, ge=1, le=5000)
    counters: list[CounterEntry] = Field(min_length=1)


class _File(BaseModel):
    model_config = _Strict
    invented: bool
    halls: list[HallEntry]


def read_halls(folder: Path, units: Collection[str], fields: Collection[str]) -> list[HallEntry]:
    """Everything the YAML files of the folder say; raises `PackRefused` naming every mistake with file and line."""
    problems = Problems()
    found: dict[str, HallEntry] = {}
    for path in sorted(folder.glob("*.yaml")):
        with problems.gather():
            located = read_yaml(path)
            for index, hall in enumerate(parse_as(_File, located).halls):
                with problems.gather():
                    _check(hall, located["halls"][index], found, units, fields)
                found[hall.unit] = hall
    problems.refuse_if_any()
    return list(found.values())


def _check(hall: HallEntry, at: Located, known: dict[str, HallEntry], units: Collection[str], fields: Collection[str]) -> None:
    if hall.unit not in units:
        raise at.error(f"there is no one-stop unit {hall.unit}", "unit")
    if hall.unit in known or hall.slug in {one.slug for one in known.values()}:
        raise at.error(f"the hall {hall.slug} of {hall.unit} is there already", "slug")
    if len({counter.key for counter in hall.counters}) < len(hall.counters):
        raise at.error("two counters have the same key", "counters")
    for index, counter in enumerate(hall.counters):
        unknown = set(counter.fields) - set(fields)
        if unknown:
            raise at.error(f"the field of work {', '.join(sorted(unknown))} is not known", "counters", index)
