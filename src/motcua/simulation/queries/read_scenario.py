"""Read the scenario of a year from the province's folder."""

import hashlib
from pathlib import Path

from motcua.blocks.packs.api import PackError, PackRefused, parse_as, read_yaml
from motcua.simulation.rules.scenario import Scenario


def read_scenario(folder: Path, year: int) -> tuple[Scenario, str]:
    """The scenario and the fingerprint of its file; `PackRefused` with file, line and reason when it is missing or broken."""
    file = folder / "years" / f"{year}.yaml"
    if not file.is_file():
        raise PackRefused([PackError(str(file), 1, "there is no scenario for this year")])
    located = read_yaml(file)
    scenario = parse_as(Scenario, located)
    if scenario.year != year or scenario.cut_off.year != year:
        raise PackRefused([located.error(f"the file is called {year}, but is about {scenario.year}", "year")])
    return scenario, hashlib.sha256(file.read_bytes()).hexdigest()
