"""Reading the regimes of a province's folder, with everything they name checked."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from motcua.blocks.measures.api import registered
from motcua.blocks.packs.api import Located, PackError, PackRefused, parse_as, read_yaml
from motcua.insight.reporting.rules.forms import Form, Source
from motcua.insight.reporting.rules.regimes import Regime, RegimeFile

_READER = "2"  # counts up when the same text is to be read anew because its checks changed


@dataclass(frozen=True, slots=True)
class VersionRead:
    """One version as a file says it."""

    code: str
    valid_from: date
    sha256: str
    content: dict[str, Any]


def read_regimes(folder: Path, units: Collection[str]) -> list[VersionRead]:
    """Every version of every file; raises `PackRefused` naming file, line and reason of every mistake."""
    found: list[VersionRead] = []
    mistakes: list[PackError] = []
    codes: set[str] = set()
    for path in sorted(folder.glob("*.yaml")):
        try:
            located = read_yaml(path)
            read = parse_as(RegimeFile, located)
        except PackRefused as refused:
            mistakes += refused.errors
            continue
        except PackError as error:
            mistakes.append(error)
            continue
        if read.code in codes:
            mistakes.append(located["code"].error(f"the regime {read.code} stands in two files"))
        codes.add(read.code)
        for index, version in enumerate(read.versions):
            mistakes += _unknown(located["versions"][index], version, units)
            found.append(_read(read.code, version))
    if mistakes:
        raise PackRefused(mistakes)
    return found


def _read(code: str, version: Regime) -> VersionRead:
    text = version.model_dump_json(by_alias=True)
    sha256 = hashlib.sha256(f"{_READER}\0{text}".encode()).hexdigest()
    return VersionRead(code, version.from_, sha256, version.model_dump(mode="json", by_alias=True))


def _unknown(located: Located, version: Regime, units: Collection[str]) -> list[PackError]:
    """Units and indicators that are named but do not exist."""
    mistakes = [
        located["assigned"][index].error(f"there is no unit {one.unit}")
        for index, one in enumerate(version.assigned)
        if one.unit and one.unit not in units
    ]
    for index, form in enumerate(version.forms):
        mistakes += [located["forms"][index].error(f"form {form.code}: {reason}") for reason in _wrong_sources(form)]
    return mistakes


def sources_of(form: Form) -> list[Source]:
    """Every source a form names."""
    return [way.source for way in (*form.columns, *form.rows, *form.cells) if way.source is not None]


def _wrong_sources(form: Form) -> list[str]:
    reasons = []
    for source in sources_of(form):
        indicator = registered().get(source.indicator)
        if indicator is None or indicator.kind == "ratio":
            reasons.append(f"there is no flow or stock {source.indicator}")
            continue
        if (indicator.kind == "flow") != (source.at == "period"):
            reasons.append(f"{source.indicator} is a {indicator.kind}: a flow is counted in the period, a stock at its start or end")
        if source.at == "start" and indicator.as_of != "moment":
            reasons.append(f"how many {source.indicator} there were on a day gone by cannot be known")
        known = indicator.dimension.parts if indicator.dimension else {}
        reasons += [f"{source.indicator} has no part {part}" for part in source.parts if part not in known]
    return reasons
