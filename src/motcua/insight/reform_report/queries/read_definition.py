"""Read the province's file about the report, with file and line of every mistake."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from motcua.blocks.packs.api import parse_as, read_yaml
from motcua.insight.reform_report.rules.definition import Definition


@dataclass(frozen=True, slots=True)
class DefinitionSource:
    """A checked definition, as it is stored."""

    definition: Definition
    record: dict[str, Any]
    sha256: str


def read_definitions(folder: Path) -> list[DefinitionSource]:
    """Every `reform_*.yaml` of the folder. Raises `PackRefused` naming every mistake of the first broken one."""
    return list(_read(folder))


def _read(folder: Path) -> Iterator[DefinitionSource]:
    for file in sorted(folder.glob("reform_*.yaml")):
        definition = parse_as(Definition, read_yaml(file))
        record = definition.model_dump(mode="json")
        yield DefinitionSource(definition, record, hashlib.sha256(orjson.dumps(record, option=orjson.OPT_SORT_KEYS)).hexdigest())
